import { describe, expect, test } from '@jest/globals';
import { cardFaults } from '../../../src/demo/gmail/host';
import { aWorld } from './a-world';
import { answered, said } from './run-script';

/** One of everything that a card may hold. */
const EVERYTHING = `
  var C = CardService;
  var act = function () { return C.newAction().setFunctionName('run').setParameters({ id: '7' }).setLoadIndicator(C.LoadIndicator.SPINNER).setPersistValues(true).addRequiredWidget('note'); };
  var link = function () { return C.newOpenLink().setUrl('https://a.test').setOpenAs(C.OpenAs.OVERLAY).setOnClose(C.OnClose.RELOAD); };
  var icon = function () { return C.newIconImage().setIcon(C.Icon.EMAIL).setAltText('mail').setImageCropType(C.ImageCropType.CIRCLE); };
  var button = function (text) { return C.newTextButton().setText(text).setAltText(text).setDisabled(false).setBackgroundColor('#0b57d0').setTextButtonStyle(C.TextButtonStyle.FILLED).setMaterialIcon(C.newMaterialIcon().setName('send').setFill(true).setWeight(400).setGrade(0)); };
  var menu = C.newOverflowMenu().addMenuItem(C.newOverflowMenuItem().setText('a').setStartIcon(icon()).setDisabled(true).setOnClickAction(act()));
  var grid = C.newGrid().setTitle('g').setNumColumns(2).setBorderStyle(C.newBorderStyle().setType(C.BorderType.STROKE).setCornerRadius(4).setStrokeColor('#000000')).setOnClickAction(act())
    .addItem(C.newGridItem().setIdentifier('1').setTitle('t').setSubtitle('s').setLayout(C.GridItemLayout.TEXT_BELOW).setTextAlignment(C.HorizontalAlignment.END).setImage(C.newImageComponent().setImageUrl('https://a.test/i.png').setAltText('i').setCropStyle(C.newImageCropStyle().setImageCropType(C.ImageCropType.RECTANGLE_CUSTOM).setAspectRatio(1.5))));
  var columns = C.newColumns().setWrapStyle(C.WrapStyle.WRAP)
    .addColumn(C.newColumn().setHorizontalAlignment(C.HorizontalAlignment.START).setHorizontalSizeStyle(C.HorizontalSizeStyle.FILL_AVAILABLE_SPACE).setVerticalAlignment(C.VerticalAlignment.TOP).addWidget(C.newTextParagraph().setText('left')))
    .addColumn(C.newColumn().addWidget(button('in a column').setOnClickAction(act())));
  var first = C.newCardSection().setHeader('S').setCollapsible(true).setNumUncollapsibleWidgets(2).setCollapseControl(C.newCollapseControl().setHorizontalAlign(C.HorizontalAlignment.CENTER).setExpandButton(button('more').setOnClickAction(act())).setCollapseButton(button('less').setOnClickAction(act())))
    .addWidget(C.newTextParagraph().setText('<b>x</b>').setMaxLines(3))
    .addWidget(C.newDivider())
    .addWidget(C.newImage().setImageUrl('https://a.test/i.png').setAltText('i').setOpenLink(link()))
    .addWidget(C.newDecoratedText().setTopLabel('t').setText('x').setBottomLabel('b').setWrapText(true).setStartIcon(icon()).setButton(button('x').setComposeAction(act(), C.ComposedEmailType.REPLY_AS_DRAFT)).setOnClickAction(act()))
    .addWidget(C.newDecoratedText().setText('x').setSwitchControl(C.newSwitch().setFieldName('on').setValue('yes').setSelected(true).setControlType(C.SwitchControlType.CHECK_BOX).setOnChangeAction(act())))
    .addWidget(C.newDecoratedText().setText('x').setEndIcon(C.newIconImage().setMaterialIcon(C.newMaterialIcon().setName('euro'))))
    .addWidget(C.newButtonSet().addButton(button('a').setOpenLink(link())).addButton(C.newImageButton().setIcon(C.Icon.STAR).setAltText('s').setImageButtonStyle(C.ImageButtonStyle.OUTLINED).setOnClickOpenLinkAction(act())))
    .addWidget(button('menu').setOverflowMenu(menu))
    .addWidget(button('consent').setAuthorizationAction(C.newAuthorizationAction().setAuthorizationUrl('https://a.test')))
    .addWidget(C.newTextInput().setFieldName('note').setTitle('Note').setHint('h').setValue('v').setMultiline(true).setOnChangeAction(act()).setSuggestions(C.newSuggestions().addSuggestion('a').addSuggestions(['b', 'c'])).setValidation(C.newValidation().setCharacterLimit(200).setInputType(C.InputType.TEXT)));
  Object.keys({ CHECK_BOX: 1, RADIO_BUTTON: 1, SWITCH: 1, DROPDOWN: 1, MULTI_SELECT: 1 }).forEach(function (type) {
    first.addWidget(C.newSelectionInput().setFieldName(type).setTitle(type).setType(C.SelectionInputType[type]).addItem('a', 1, true).addItem('b', 'two', false).setOnChangeAction(act()));
  });
  first.addWidget(C.newDatePicker().setFieldName('day').setTitle('Day').setValueInMsSinceEpoch(1790000000000).setOnChangeAction(act()));
  first.addWidget(C.newDatePicker().setFieldName('day2').setTitle('Day').setValueInMsSinceEpoch('1790000000000'));
  var everything = C.newCardBuilder().setName('all').setDisplayStyle(C.DisplayStyle.PEEK).setHeader(C.newCardHeader().setTitle('T').setSubtitle('S').setImageUrl('https://a.test/i.png').setImageAltText('i').setImageStyle(C.ImageStyle.CIRCLE)).setPeekCardHeader(C.newCardHeader().setTitle('P'))
    .addSection(first).addSection(C.newCardSection().addWidget(grid).addWidget(columns)).addCardAction(C.newCardAction().setText('act').setOpenLink(link()))
    .setFixedFooter(C.newFixedFooter().setPrimaryButton(button('ok').setOnClickAction(act())).setSecondaryButton(button('no').setOnClickAction(act()))).build();
`;

describe('a card', () => {
  test('with everything in it is one of google.apps.card.v1', () => {
    const answer = answered(`${EVERYTHING} return everything`);
    expect(answer.kind).toBe('cards');
    const printed = said(`${EVERYTHING} return everything.printJson()`) as string;
    expect(cardFaults(JSON.parse(printed))).toEqual([]);
    expect(printed).not.toContain('"$');
  });

  test('keeps what card.v1 cannot say under a name of its own', () => {
    const [card] = (answered(`${EVERYTHING} return everything`) as { readonly cards: readonly object[] }).cards;
    const text = JSON.stringify(card);
    for (const extra of ['"$compose":"REPLY_AS_DRAFT"', '"$authorization":"https://a.test"', '"$wrapStyle":"WRAP"', '"$textAlignment":"END"']) expect(text).toContain(extra);
  });

  test.each([
    ['a section without widgets', "C.newCardBuilder().addSection(C.newCardSection().setHeader('x'))", 'CardService.CardSection needs widgets'],
    ['an action without a function', "C.newTextButton().setText('x').setOnClickAction(C.newAction())", 'CardService.Action needs function'],
    ['a button that does nothing', "C.newButtonSet().addButton(C.newTextButton().setText('x'))", 'CardService.TextButton needs onClick'],
    ['a field without a name', 'C.newCardSection().addWidget(C.newTextInput())', 'CardService.TextInput needs name'],
    ['a choice without choices', "C.newCardSection().addWidget(C.newSelectionInput().setFieldName('x').setType(C.SelectionInputType.DROPDOWN))", 'CardService.SelectionInput needs items'],
    ['a header without a title', "C.newCardBuilder().setHeader(C.newCardHeader().setSubtitle('x'))", 'CardService.CardHeader needs title'],
    ['an empty text', "C.newCardSection().addWidget(C.newTextParagraph().setText(''))", 'CardService.TextParagraph needs text'],
    ['two clicks on one widget', "C.newTextButton().setOpenLink(C.newOpenLink().setUrl('https://a.test')).setOpenLink(C.newOpenLink().setUrl('https://a.test'))", 'a click is set twice'],
    ['a colour that is none', "C.newTextButton().setBackgroundColor('blue')", 'Invalid color: blue'],
    ['a parameter that is no text', "C.newAction().setParameters({ id: 7 })", "don't match the method signature for CardService.Action.setParameters"],
    ['two fields of one name', "C.newCardBuilder().addSection(C.newCardSection().addWidget(C.newTextInput().setFieldName('a')).addWidget(C.newTextInput().setFieldName('a'))).build()", 'two fields of a card have the name a'],
    ['a card of nothing', 'C.newCardBuilder().build()', 'a card needs a header or a section'],
    ['a response that says nothing', 'C.newActionResponseBuilder().build()', 'an action response says nothing'],
    ['a change after the widget was added', "var t = C.newTextParagraph().setText('a'); C.newCardSection().addWidget(t); t.setText('b')", 'changed after it became part of another one'],
    ['a draft update without its type', "C.newUpdateDraftActionResponseBuilder().setUpdateDraftBodyAction(C.newUpdateDraftBodyAction().addUpdateContent('x', C.ContentType.MUTABLE_HTML))", 'CardService.UpdateDraftBodyAction needs type'],
  ])('%s is refused', (_what, code, sentence) => {
    expect(() => answered(`var C = CardService; ${code}; return card('x')`)).toThrow(sentence);
  });

  test('a button and a switch in one text are one too many for card.v1', () => {
    expect(() => answered("var C = CardService; var b = C.newTextButton().setText('x').setOpenLink(C.newOpenLink().setUrl('https://a.test')); return C.newCardBuilder().addSection(C.newCardSection().addWidget(C.newDecoratedText().setText('x').setButton(b).setEndIcon(C.newIconImage().setIcon(C.Icon.STAR)))).build()")).toThrow(/oneof control set twice \(button, endIcon\)/);
  });

  test.each([[99, true], [100, true], [101, false]])('a section holds 100 widgets: %i', (count, fits) => {
    const fill = (): unknown => said(`var s = CardService.newCardSection(); for (var i = 0; i < ${count}; i += 1) s.addWidget(CardService.newTextParagraph().setText('x')); return 'fits'`);
    if (fits) expect(fill()).toBe('fits');
    else expect(fill).toThrow('A card section cannot have more than 100 widgets.');
  });

  test.each([[99, true], [100, true], [101, false]])('a card holds 100 sections: %i', (count, fits) => {
    const fill = (): unknown => said(`var c = CardService.newCardBuilder(); for (var i = 0; i < ${count}; i += 1) c.addSection(CardService.newCardSection().addWidget(CardService.newTextParagraph().setText('x'))); return 'fits'`);
    if (fits) expect(fill()).toBe('fits');
    else expect(fill).toThrow('A card cannot have more than 100 sections.');
  });
});

describe('answers', () => {
  test('an action response tells its steps', () => {
    expect(answered("var C = CardService; return C.newActionResponseBuilder().setNavigation(C.newNavigation().popToRoot().updateCard(card('a')).pushCard(card('b')).popCard().popToNamedCard('n')).setNotification(C.newNotification().setText('done')).setOpenLink(C.newOpenLink().setUrl('https://a.test')).setStateChanged(true).build()")).toMatchObject({
      kind: 'action', notification: 'done', link: { url: 'https://a.test' }, stateChanged: true, steps: [{ popToRoot: true }, { updateCard: { header: { title: 'Relance' } } }, { pushCard: {} }, { pop: true }, { popToCard: 'n' }],
    });
  });

  test('a draft update tells what it inserts', () => {
    expect(answered("var C = CardService; return C.newUpdateDraftActionResponseBuilder().setUpdateDraftBodyAction(C.newUpdateDraftBodyAction().addUpdateContent('<p>x</p>', C.ContentType.MUTABLE_HTML).setUpdateType(C.UpdateDraftBodyType.IN_PLACE_INSERT)).setUpdateDraftToRecipientsAction(C.newUpdateDraftToRecipientsAction().addUpdateToRecipients(['a@b.test'])).setUpdateDraftSubjectAction(C.newUpdateDraftSubjectAction().addUpdateSubject('s')).build()")).toEqual({
      kind: 'update-draft', body: { insertContents: [{ content: '<p>x</p>', contentType: 'MUTABLE_HTML' }], type: 'IN_PLACE_INSERT' }, subject: 's', to: ['a@b.test'], cc: [], bcc: [],
    });
  });

  test('a universal action shows cards or opens a link', () => {
    expect(answered("return CardService.newUniversalActionResponseBuilder().displayAddOnCards([card('a')]).build()", aWorld())).toMatchObject({ kind: 'universal', cards: [{}], link: null });
    expect(answered("return CardService.newUniversalActionResponseBuilder().setOpenLink(CardService.newOpenLink().setUrl('https://a.test')).build()")).toMatchObject({ kind: 'universal', cards: [], link: { url: 'https://a.test' } });
  });
});

describe('the check against google.apps.card.v1 bites', () => {
  const inWidget = (widget: object): readonly string[] => cardFaults({ sections: [{ widgets: [widget] }] });

  test.each([
    ['an unknown field', cardFaults({ title: 'x' }), '$.title: no such field in google.apps.card.v1.Card'],
    ['an unknown widget', inWidget({ keyValue: {} }), '$.sections[0].widgets[0].keyValue: no such field in google.apps.card.v1.Widget'],
    ['two widgets in one', inWidget({ textParagraph: { text: 'x' }, divider: {} }), '$.sections[0].widgets[0]: oneof data set twice (textParagraph, divider)'],
    ['two controls', inWidget({ decoratedText: { text: 'a', button: {}, endIcon: {} } }), '$.sections[0].widgets[0].decoratedText: oneof control set twice (button, endIcon)'],
    ['an enum without that member', cardFaults({ header: { title: 'a', imageType: 'OVAL' } }), '$.header.imageType: "OVAL" is not a ImageType'],
    ['a member that is none of its own', cardFaults({ header: { title: 'a', imageType: 'toString' } }), '$.header.imageType: "toString" is not a ImageType'],
    ['a number for a text', cardFaults({ header: { title: 3 } }), '$.header.title: expected string'],
    ['a text for a number', inWidget({ textParagraph: { text: 'a', maxLines: '2' } }), '$.sections[0].widgets[0].textParagraph.maxLines: expected whole number'],
    ['half a line', inWidget({ textParagraph: { text: 'a', maxLines: 2.5 } }), '$.sections[0].widgets[0].textParagraph.maxLines: expected whole number'],
    ['a text for yes or no', inWidget({ decoratedText: { text: 'a', wrapText: 'yes' } }), '$.sections[0].widgets[0].decoratedText.wrapText: expected boolean'],
    ['one thing for a list', cardFaults({ sections: {} }), '$.sections: expected array'],
    ['a text for an object', cardFaults({ header: 'x' }), '$.header: expected object for CardHeader'],
    ['a field that is out of use', inWidget({ decoratedText: { text: 'a', icon: { knownIcon: 'STAR' } } }), '$.sections[0].widgets[0].decoratedText.icon: deprecated field'],
  ])('%s', (_what, faults, sentence) => {
    expect(faults).toEqual([sentence]);
  });
});
