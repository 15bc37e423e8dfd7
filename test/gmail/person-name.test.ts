import { expect, test } from '@jest/globals';
import { personName } from '../../src/gmail/person-name';

test.each([
  ['nadia.perrin@vernet.example', 'Nadia Perrin'], ['JEAN.DE.SOLA@vernet.example', 'Jean De Sola'], ['élodie.roy@vernet.example', 'Élodie Roy'],
  ['compta@vernet.example', 'compta@vernet.example'], ['n.perrin@vernet.example', 'n.perrin@vernet.example'], ['a.b.c.d@vernet.example', 'a.b.c.d@vernet.example'], ['service.client2@vernet.example', 'service.client2@vernet.example'], ['', ''],
])('%p is called %p', (address, name) => {
  expect(personName(address)).toBe(name);
});
