// A function command that does what the mailbox page was told: `commandDoes(event, item, done)` there.
Office.onReady(function () {
  Office.actions.associate('insertReminder', function (event) {
    var done = function () { event.completed(); };
    if (parent.commandDoes) parent.commandDoes(event, Office.context.mailbox.item, done);
    else done();
  });
});
