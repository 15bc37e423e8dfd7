// The least that an add-in does: says what it sees, and hears when another message is opened.
window.changes = [];
Office.onReady(function (info) {
  window.ready = info;
  function show() {
    document.getElementById('subject').textContent = Office.context.mailbox.item ? Office.context.mailbox.item.subject : '(rien)';
  }
  show();
  Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, function () {
    window.changes.push(Office.context.mailbox.item ? Office.context.mailbox.item.itemId : null);
    document.getElementById('changes').textContent = String(window.changes.length);
    show();
  }, function (result) { window.listening = result.status; });
});
