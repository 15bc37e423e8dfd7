import type { SampleThread } from '../../sample-mail';
import { COLLEAGUE, KARIM_SIGNATURE, OUR_SIGNATURE, US, escaped, paragraphs, person, signature, thread } from './writing';

const DORVAL = person('Anne Dorval', 'a.dorval@cabinet-dorval.example');
const DORVAL_SIGNATURE = signature('Anne Dorval, expert-comptable\nCabinet Dorval, Céret');

/** Whoever writes without being the one contact of one customer. */
export const OTHERS_WRITE: readonly SampleThread[] = [
  thread({ id: 'dorval', subject: 'Règlement FA-2026-0266', unread: true },
    { from: DORVAL, to: [US], date: '2026-11-23T09:02', html: `${paragraphs(`Bonjour,

      Pour mon client, pouvez-vous me renvoyer FA-2026-0266 et FA-2026-0258 ? Je vois un seul virement à préparer et je voudrais pointer avant de le faire partir.

      Merci d'avance,`)}${DORVAL_SIGNATURE}` }),

  thread({ id: 'j-lebrun', subject: 'Question sur une livraison', unread: true },
    { from: person('J. Lebrun', 'j.lebrun66@messagerie.example'), to: [US], date: '2026-11-23T08:47', html: paragraphs(`Bonjour, il manque deux vantaux au colis reçu ce matin. Qui dois-je appeler ?

      J. Lebrun`) }),

  thread({ id: 'vidal', subject: 'ma facture' },
    { from: person('Martine', 'martine.vidal.fleurs@messagerie.example'), to: [US], date: '2026-11-20T18:40', html: paragraphs(`Bonjour

      j'ai retrouvé votre facture FA 2026-0305 de 447,60 au fond du camion !! je peux passer payer au magasin samedi ou il faut un virement ?

      Martine`) }),

  thread({ id: 'lebrasseur', subject: 'TR : Échéances Lebrasseur' },
    { from: COLLEAGUE, to: [US], date: '2026-11-19T16:20', html: `${paragraphs('Tu peux prendre celui-ci ? Merci.')}${KARIM_SIGNATURE}<hr style="border:0;border-top:1px solid #e1e1e1"><div><b>De :</b> Olivier Lebrasseur &lt;daf@lebrasseur.example&gt;<br><b>Envoyé :</b> jeudi 19 novembre 2026 15:47<br><b>À :</b> Karim Aït &lt;karim.ait@vernet-fournitures.example&gt;<br><b>Objet :</b> Échéances Lebrasseur</div>${paragraphs(`Bonjour,

      Je ne pourrai pas tenir FA-2026-0250 ce mois-ci. Deux de nos donneurs d'ordre nous ont eux-mêmes décalés. Je vous propose d'en parler en décembre.

      Cordialement,`)}${signature('Olivier Lebrasseur\nDirecteur administratif et financier\nTransports Lebrasseur')}` }),

  thread({ id: 'chantier', subject: 'Chantier du mas Riquer : vos deux factures' },
    { from: person('Marie Puig', 'contact@maconnerie-puig.example'), to: [US], cc: [person('Jordi Roca', 'compta@charpentes-roca.example')], date: '2026-11-19T12:35', html: `${paragraphs(`Bonjour,

      Le maître d'ouvrage ne nous a pas payés. Pour la maçonnerie FA-2026-0309 et pour la charpente FA-2026-0317 (Jordi en copie), peut-on convenir d'une date commune ?

      Marie Puig`)}${signature('Maçonnerie Puig, Ille-sur-Têt')}` }),

  thread({ id: 'lettre', subject: 'Lettre de novembre' },
    { from: person('Fédération du bois', 'lettre@federation-bois.example'), to: [US], date: '2026-11-19T07:00', html: `<div style="max-width:560px"><h2>La lettre du bois – novembre 2026</h2>${paragraphs('Au sommaire : les essences locales, la réforme de la facture électronique, le salon de Lyon.')}<ul><li><a href="https://federation-bois.example/essences">Les essences locales reviennent sur les chantiers</a></li><li><a href="https://federation-bois.example/facture">Facture électronique : où en êtes-vous\u202f?</a></li><li><a href="https://federation-bois.example/salon">Salon de Lyon : votre badge</a></li></ul><p style="font-size:11px;color:#616161">Vous recevez cette lettre parce que vous êtes abonnée. <a href="https://federation-bois.example/desabonnement">Se désabonner</a></p></div>` }),

  thread({ id: 'reunion', subject: 'Point du lundi' },
    { from: COLLEAGUE, to: [US], date: '2026-11-23T07:55', html: `${paragraphs('Salut Nadia,\n\nOn se voit à 11 h pour faire le tour des retards ? J’ai préparé Baixas ce matin, je te laisse Perpignan.\n\nK.')}` }),

  thread({ id: 'dorval-mas', subject: 'Duplicata FA-2026-0266' },
    { from: DORVAL, to: [US], date: '2026-11-17T11:24', html: `${paragraphs('Bonjour,\n\nIl me manque FA-2026-0266 (Boulangerie Mas) pour la TVA d’octobre. Un PDF me suffit.\n\nBien à vous,')}${DORVAL_SIGNATURE}` }),

  thread({ id: 'rivesaltes-sent', folder: 'sent', subject: 'Facture FA-2026-0304' },
    { from: US, to: [person('Anaïs Torrent', 'atelier@rivesaltes-bois.example')], date: '2026-11-17T09:18', attachments: [{ name: 'FA-2026-0304.pdf', size: 2_170 }], html: `${paragraphs('Bonjour Madame Torrent,\n\nComme convenu au téléphone, voici de nouveau la facture FA-2026-0304.')}${OUR_SIGNATURE}` }),

  // Begun as plain text, without a subject: what an old telephone leaves in Brouillons.
  thread({ id: 'rivesaltes-draft', folder: 'drafts', subject: '' },
    { from: US, to: [person('Anaïs Torrent', 'atelier@rivesaltes-bois.example')], date: '2026-11-20T17:58', plain: true, html: `Bonjour Madame Torrent,<br><br>${OUR_SIGNATURE}` }),

  thread({ id: 'trash', folder: 'trash', subject: 'Offre de rentrée : -40 % sur les toners' },
    { from: person('Bureau Discount', 'offres@bureau-discount.example'), to: [US], date: '2026-11-16T06:30', html: `<p>${escaped('Plus que 3 jours pour profiter de nos offres.')}</p>` }),
];
