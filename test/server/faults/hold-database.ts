import Libsql from 'libsql';

/** Holds the whole database for so many milliseconds, as a backup program does. */
const [, , , path = '', ms = ''] = process.argv;
const held = new Libsql(path);
held.exec('pragma busy_timeout = 5000');
held.exec('begin exclusive');
process.stdout.write('held\n');
setTimeout(() => {
  held.exec('rollback');
  held.close();
  process.exit(0);
}, Number(ms));
