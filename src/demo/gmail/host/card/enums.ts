/** The enums of CardService with all members of Google's reference; each is its own name. */
const names = <N extends string>(...members: readonly N[]): Readonly<Record<N, string>> => Object.freeze(Object.fromEntries(members.map((name) => [name, name])) as unknown as Record<N, string>);

export const CARD_ENUMS = {
  BorderType: names('NO_BORDER', 'STROKE'),
  ComposedEmailType: names('REPLY_AS_DRAFT', 'STANDALONE_DRAFT'),
  ContentType: names('TEXT', 'MUTABLE_HTML', 'IMMUTABLE_HTML'),
  DisplayStyle: names('PEEK', 'REPLACE'),
  GridItemLayout: names('TEXT_BELOW', 'TEXT_ABOVE'),
  HorizontalAlignment: names('START', 'CENTER', 'END'),
  HorizontalSizeStyle: names('FILL_AVAILABLE_SPACE', 'FILL_MINIMUM_SPACE'),
  Icon: names(
    'NONE', 'AIRPLANE', 'BOOKMARK', 'BUS', 'CAR', 'CLOCK', 'CONFIRMATION_NUMBER_ICON', 'DOLLAR', 'DESCRIPTION', 'EMAIL', 'EVENT_PERFORMER', 'EVENT_SEAT', 'FLIGHT_ARRIVAL', 'FLIGHT_DEPARTURE', 'HOTEL', 'HOTEL_ROOM_TYPE',
    'INVITE', 'MAP_PIN', 'MEMBERSHIP', 'MULTIPLE_PEOPLE', 'OFFER', 'PERSON', 'PHONE', 'RESTAURANT_ICON', 'SHOPPING_CART', 'STAR', 'STORE', 'TICKET', 'TRAIN', 'VIDEO_CAMERA', 'VIDEO_PLAY',
  ),
  ImageButtonStyle: names('BORDERLESS', 'OUTLINED', 'FILLED', 'FILLED_TONAL'),
  ImageCropType: names('SQUARE', 'CIRCLE', 'RECTANGLE_CUSTOM', 'RECTANGLE_4_3'),
  ImageStyle: names('SQUARE', 'CIRCLE'),
  InputType: names('TEXT', 'INTEGER', 'FLOAT', 'EMAIL'),
  LoadIndicator: names('SPINNER', 'NONE'),
  // RELOAD_ADD_ON is in the reference too; it stopped working in 2025 (odoo/mail-client-extensions), so it is not offered.
  OnClose: names('NOTHING', 'RELOAD'),
  OpenAs: names('FULL_SIZE', 'OVERLAY'),
  SelectionInputType: names('CHECK_BOX', 'RADIO_BUTTON', 'SWITCH', 'DROPDOWN', 'MULTI_SELECT'),
  SwitchControlType: names('SWITCH', 'CHECK_BOX'),
  TextButtonStyle: names('OUTLINED', 'TEXT', 'FILLED', 'FILLED_TONAL', 'BORDERLESS'),
  UpdateDraftBodyType: names('IN_PLACE_INSERT', 'INSERT_AT_START', 'INSERT_AT_END'),
  VerticalAlignment: names('CENTER', 'TOP', 'BOTTOM'),
  WrapStyle: names('NOWRAP', 'WRAP'),
} as const;
export type CardEnum = keyof typeof CARD_ENUMS;
