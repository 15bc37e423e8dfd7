/** The words by which a test finds its way; on purpose not taken from the product's own table. */
export const FRENCH = {
  two: 'Deux clients possibles', who: 'Qui écrit ?', notACustomer: 'Ce n’est pas un client', internal: 'Message interne', preview: 'Aperçu', back: 'Retour', noteMenu: 'Noter', menu: 'Plus d’actions', insert: 'Insérer la relance', retry: 'Réessayer', reading: 'Lecture du message…', goOn: 'Continuer', start: 'Commencer', enter: 'Ouvrir Relance', trySample: 'Essayer avec un exemple', penalties: 'Décompte des pénalités', copyPlan: 'Copier et modifier', threat: 'Sinon nous porterons plainte.',
};
export const ENGLISH: typeof FRENCH = {
  two: 'Two possible customers', who: 'Who is writing?', notACustomer: 'Not a customer', internal: 'Internal message', preview: 'Preview', back: 'Back', noteMenu: 'Record', menu: 'More actions', insert: 'Insert reminder', retry: 'Try again', reading: 'Reading the message…', goOn: 'Continue', start: 'Start', enter: 'Open Relance', trySample: 'Try with a sample', penalties: 'Late-payment statement', copyPlan: 'Copy and edit', threat: 'Sinon nous porterons plainte.',
};
