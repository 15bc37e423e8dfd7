/**
 * Domains behind which anybody may stand: they never name a customer. A curated list, because the pane's first chunk has
 * no room for the full one (assets/domains, used where a ledger is read). French providers complete, old brands whose
 * addresses still work included; of the world the large ones.
 */
const FREE_MAIL = `
orange.fr wanadoo.fr voila.fr orange.net nordnet.fr nordnet.com oleane.fr oleane.net free.fr freesurf.fr freesbee.fr aliceadsl.fr alice.fr libertysurf.fr
worldonline.fr infonie.fr tiscali.fr chez.com lokace.com proxad.net sfr.fr neuf.fr cegetel.net cegetel.fr 9online.fr 9business.fr club-internet.fr numericable.fr numericable.com noos.fr
estvideo.fr evc.net modulonet.fr bbox.fr bouygtel.fr bouyguesbox.fr laposte.net netcourrier.com mailo.com mailo.fr mailoo.org net-c.fr net-c.com net-c.be net-c.lu netc.fr netc.eu netc.lu dbmail.com mel.fr cario.fr caramail.com caramail.fr
caramail.lycos.fr lycos.fr ifrance.com fnac.net wibox.fr ovi.com dartybox.com teleos.fr vialis.net tv-com.net evhr.net calixo.net valvision.fr ozone.net nerim.net nerim.fr
guideo.fr mageos.com multimania.com respublica.fr bluewin.ch hispeed.ch sunrise.ch vtxmail.ch swissonline.ch skynet.be
belgacom.net telenet.be proximus.be scarlet.be voo.be brutele.be pt.lu internet.lu vo.lu mediaserv.net canl.nc lagoon.nc mls.nc nautile.nc mail.pf ool.fr runbox.com zeop.re only.fr izi.re
monaco.mc monaco377.com libello.com zaclys.net zaclys.com ouvaton.org ouvaton.coop riseup.net autistici.org gresille.org marelle.org lilo.org newmanity.com ecomail.fr emailasso.net
gmail.com googlemail.com google.fr gmail.fr hotmail.com hotmail.fr hotmail.be hotmail.ch hotmail.co.uk hotmail.de hotmail.es hotmail.it hotmail.nl hotmail.ca outlook.com outlook.fr outlook.be outlook.de
outlook.es outlook.it outlook.pt outlook.ie outlook.co.uk live.com live.fr live.be live.ca live.co.uk live.com.pt live.de live.it live.nl live.se live.dk live.no live.ie msn.com msn.fr passport.com windowslive.com
yahoo.com yahoo.fr yahoo.co.uk yahoo.de yahoo.es yahoo.it yahoo.be yahoo.ca yahoo.ie yahoo.pt yahoo.nl yahoo.se yahoo.dk yahoo.no yahoo.pl yahoo.ro yahoo.gr yahoo.com.br yahoo.com.mx yahoo.com.ar yahoo.co.in
yahoo.in yahoo.co.jp yahoo.com.au yahoo.com.tr yahoo.com.sg yahoo.com.hk ymail.com rocketmail.com myyahoo.com aol.com aol.fr aol.co.uk aol.de aol.it aim.com netscape.net verizon.net att.net sbcglobal.net bellsouth.net
icloud.com me.com mac.com privaterelay.appleid.com protonmail.com protonmail.ch proton.me pm.me tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me fastmail.com fastmail.fm sent.com posteo.de posteo.net
posteo.eu mailbox.org disroot.org hey.com zoho.com zohomail.com zohomail.eu gmx.com gmx.net gmx.de gmx.fr gmx.at gmx.ch gmx.es gmx.co.uk gmx.us web.de freenet.de t-online.de arcor.de online.de
vodafone.de email.de mail.de mail.com email.com usa.com europe.com consultant.com engineer.com accountant.com lawyer.com dr.com post.com myself.com iname.com inbox.com
hushmail.com hush.com lavabit.com rediffmail.com mail.ru inbox.ru list.ru bk.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua meta.ua qq.com foxmail.com 163.com 126.com yeah.net
sina.com sina.cn sohu.com 139.com aliyun.com naver.com daum.net hanmail.net nate.com libero.it virgilio.it alice.it tin.it tim.it tiscali.it tiscalinet.it fastwebnet.it inwind.it iol.it
email.it poste.it pec.it terra.es telefonica.net ono.com movistar.es ya.com sapo.pt iol.pt clix.pt netcabo.pt mail.telepac.pt telepac.pt btinternet.com btopenworld.com talk21.com
virginmedia.com virgin.net blueyonder.co.uk ntlworld.com sky.com talktalk.net tiscali.co.uk plusnet.com plus.com o2.co.uk freeserve.co.uk fsmail.net wanadoo.co.uk eircom.net ziggo.nl
home.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl xs4all.nl quicknet.nl upcmail.nl chello.nl chello.at chello.fr aon.at a1.net wp.pl o2.pl onet.pl op.pl interia.pl gazeta.pl poczta.onet.pl poczta.fm
tlen.pl seznam.cz centrum.cz email.cz volny.cz azet.sk zoznam.sk post.sk freemail.hu citromail.hu t-online.hu indamail.hu abv.bg mail.bg net.hr walla.co.il walla.com bezeqint.net
mail.dk tdcadsl.dk stofanet.dk jubii.dk telia.com bredband.net comhem.se online.no broadpark.no luukku.com kolumbus.fi suomi24.fi otenet.gr hol.gr forthnet.gr mynet.com ttmail.com superonline.com
uol.com.br bol.com.br terra.com.br ig.com.br globomail.com r7.com bigpond.com bigpond.net.au optusnet.com.au iinet.net.au xtra.co.nz shaw.ca rogers.com sympatico.ca bell.net videotron.ca
telus.net cogeco.ca comcast.net cox.net charter.net earthlink.net juno.com netzero.net frontier.com windstream.net optonline.net roadrunner.com twc.com centurylink.net
menara.ma iam.net.ma topnet.tn planet.tn gnet.tn hexabyte.tn djaweb.dz orange.sn orange.ci aviso.ci moov.mg blueline.mg mailinator.com yopmail.com yopmail.fr yopmail.net jetable.org jetable.com
guerrillamail.com 10minutemail.com temp-mail.org trashmail.com spamgourmet.com sharklasers.com maildrop.cc dispostable.com emailondeck.com`;

/**
 * Platforms that write in the name of others: portals of public and private buyers, e-invoicing platforms, banks' and
 * payment notices, signatures, file transfers, mail relays, registered-mail services. An owner whose customer is one of
 * them says so in the company's settings.
 */
const PROVIDERS = `
chorus-pro.gouv.fr chorus-pro.fr aife.finances.gouv.fr dematis.com marches-publics.gouv.fr achatpublic.com maximilien.fr ariba.com ansmtp.ariba.com coupahost.com coupa.com tradeshift.com basware.com
esker.com esker.fr ondemand.esker.com generix.biz tungsten-network.com ob10.com taulia.com ivalua.com jaggaer.com cegedim.fr sovos.com docaposte.com docaposte.fr docapost.fr pagero.com edicomgroup.com comarch.com
quadient.com beanworks.com yooz.fr getyooz.com pennylane.com libeo.io sellsy.com sellsy.net axonaut.com tiime.fr indy.fr evoliz.com henrri.com facture.net ebp.com sage.com sage.fr cegid.com cegid.fr
quickbooks.com intuit.com xero.com freshbooks.com stripe.com paypal.com paypal.fr gocardless.com mollie.com sumup.com sumup.fr adyen.com payplug.com slimpay.com qonto.com qonto.eu shine.fr memo.bank agicap.com spendesk.com
clearnox.com upflow.io rcube.fr aston-itrade.com my-dso-manager.com docusign.com docusign.net eumail.docusign.net yousign.com yousign.app universign.com universign.eu
adobesign.com hellosign.com wetransfer.com fromsmash.com dropbox.com dropboxmail.com grosfichiers.com transfernow.net swisstransfer.com sharepointonline.com onmicrosoft.com microsoftonline.com
office365.com google.com docs.google.com calendar-server.bounces.google.com linkedin.com facebookmail.com x.com twitter.com trello.com atlassian.net slack.com asana.com notion.so zoom.us teams.microsoft.com
calendly.com doodle.com mailchimp.com mailchimpapp.net mcsv.net sendinblue.com brevo.com mailjet.com sendgrid.net amazonses.com mandrillapp.com sparkpostmail.com mailgun.org mailgun.net postmarkapp.com hubspot.com hubspotemail.net
zendesk.com freshdesk.com intercom-mail.com front.com frontapp.com exacttarget.com odoo.com ar24.fr maileva.com merciofacteur.com service-postal.com mailinblack.com vadesecure.com
  marketplace.amazon.fr ebay.com ebay.fr shopify.com wixshared.com`;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));
const freeMail = setOf(FREE_MAIL);
const providers = setOf(PROVIDERS);

/** A sub-domain of a listed domain is listed too: `mail.orange.fr`, `caramail.lycos.fr`. */
function listed(domain: string, list: ReadonlySet<string>): boolean {
  let rest = domain.slice(-255).toLowerCase();
  while (rest !== '') {
    if (list.has(rest)) return true;
    const dot = rest.indexOf('.');
    if (dot < 0) return false;
    rest = rest.slice(dot + 1);
  }
  return false;
}

/** True for a mail provider's domain (and its sub-domains): anybody may have an address there. Core's curated list only. */
export const isFreeMail = (domain: string): boolean => listed(domain, freeMail);

/** True for a platform that writes in the name of others: its domain names no customer. Core's curated list only. */
export const isProvider = (domain: string): boolean => listed(domain, providers);

/** What the ledger's owner says of domains; it wins over the lists. */
export interface DomainOverrides {
  readonly company: readonly string[];
  readonly freeMail: readonly string[];
}

const isOrUnder = (domain: string, above: string): boolean => domain === above || domain.endsWith(`.${above}`);

export type DomainNature = 'company' | 'free-mail' | 'provider';

/** Whether a domain can stand for one company. */
export function natureOf(domain: string, overrides: DomainOverrides): DomainNature {
  if (overrides.company.some((d) => isOrUnder(domain, d.toLowerCase()))) return 'company';
  if (overrides.freeMail.some((d) => isOrUnder(domain, d.toLowerCase())) || isFreeMail(domain)) return 'free-mail';
  return isProvider(domain) ? 'provider' : 'company';
}
