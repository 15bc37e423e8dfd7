// A small add-on for the tests of the Gmail page: says what it is told, and answers in every way that Gmail knows.
function card(title, lines, buttons) {
  var section = CardService.newCardSection();
  lines.forEach(function (line) { section.addWidget(CardService.newTextParagraph().setText(line)); });
  buttons.forEach(function (button) { section.addWidget(button); });
  return CardService.newCardBuilder().setName(title).setHeader(CardService.newCardHeader().setTitle(title)).addSection(section).build();
}
function escaped(text) { return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'); }
function action(name, parameters) { return CardService.newAction().setFunctionName(name).setParameters(parameters || {}); }
function press(text, does) { return CardService.newTextButton().setText(text).setOnClickAction(does); }
function open(event) {
  GmailApp.setCurrentMessageAccessToken(event.gmail.accessToken);
  return GmailApp.getMessageById(event.gmail.messageId);
}

function onHomepage() { return card('Accueil', ['Rien d’ouvert'], [press('Nouveau', action('fromHome')), CardService.newTextButton().setText('Écrire').setComposeAction(action('draftStandalone'), CardService.ComposedEmailType.STANDALONE_DRAFT)]); }
function onRefresh(event) { return CardService.newUniversalActionResponseBuilder().displayAddOnCards([card('Actualisé', [event.gmail.messageId || 'sans message'], [])]).build(); }
function onOpenMessage(event) {
  var messages = open(event).getThread().getMessages();
  return card('Fil', [escaped(open(event).getFrom()), messages.length + ' messages'], [
    CardService.newTextInput().setFieldName('note').setTitle('Note'),
    press('Noter', action('noteIt', { kept: 'yes' })),
    press('Serveur', action('askServer')),
    press('Casser', action('breakDown')),
    CardService.newTextButton().setText('Insérer la relance').setComposeAction(action('draftReply'), CardService.ComposedEmailType.REPLY_AS_DRAFT)]);
}
function fromHome(event) { return CardService.newActionResponseBuilder().setNavigation(CardService.newNavigation().pushCard(card('Venu de l’accueil', [String(event.gmail.messageId)], []))).build(); }
function noteIt(event) {
  var note = event.commonEventObject.formInputs.note.stringInputs.value[0];
  return CardService.newActionResponseBuilder().setNotification(CardService.newNotification().setText('Noté : ' + note + ' ' + event.commonEventObject.parameters.kept)).build();
}
function askServer() {
  var asked = UrlFetchApp.fetch(JSON.parse(PropertiesService.getUserProperties().getProperty('relance')).place.address + '/api/v1/session', { headers: { authorization: 'Bearer ' + ScriptApp.getIdentityToken() }, muteHttpExceptions: true });
  return CardService.newActionResponseBuilder().setNavigation(CardService.newNavigation().pushCard(card('Serveur', [asked.getResponseCode() + ' ' + JSON.parse(asked.getContentText()).value.user.name], []))).build();
}
function breakDown() { throw new Error('<b>cassé</b>'); }
function draftReply(event) {
  return CardService.newComposeActionResponseBuilder().setGmailDraft(open(event).createDraftReply('', { htmlBody: '<p>Votre facture <b>FA-2026-0297</b></p><img src=x onerror=alert(1)><p>Réf. R-7K3F</p>' })).build();
}
function draftStandalone() { return CardService.newComposeActionResponseBuilder().setGmailDraft(GmailApp.createDraft('compta@lebrun.example', 'Relevé', 'Bonjour')).build(); }
function onComposeMenu() { return card('Textes', ['Choisissez'], [press('Insérer', action('insertAtCursor'))]); }
function insertAtCursor() {
  return CardService.newUpdateDraftActionResponseBuilder().setUpdateDraftBodyAction(CardService.newUpdateDraftBodyAction().addUpdateContent('<p>Texte <i>inséré</i></p>', CardService.ContentType.MUTABLE_HTML).setUpdateType(CardService.UpdateDraftBodyType.IN_PLACE_INSERT)).build();
}
