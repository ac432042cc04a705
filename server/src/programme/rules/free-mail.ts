/** Registrable domains of mail providers at which anybody gets an address: it says nothing about a company. */
const freeMail = new Set(
  `gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.co.in yahoo.co.jp yahoo.com.br ymail.com
  rocketmail.com outlook.com outlook.de outlook.fr outlook.es hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.it hotmail.es
  live.com live.de live.fr live.co.uk live.nl msn.com icloud.com me.com mac.com aol.com aol.de gmx.de gmx.net gmx.com gmx.at gmx.ch web.de
  t-online.de freenet.de arcor.de mail.de posteo.de mailbox.org proton.me protonmail.com pm.me tutanota.com tutanota.de tuta.io
  fastmail.com hey.com zoho.com zohomail.com mail.com email.com usa.com inbox.com mail.ru bk.ru list.ru inbox.ru yandex.com yandex.ru
  rambler.ru ukr.net orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it terra.com.br
  uol.com.br bol.com.br ig.com.br telefonica.net ono.com sapo.pt btinternet.com virginmedia.com sky.com talktalk.net ntlworld.com
  bluewin.ch hispeed.ch chello.at aon.at telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl hetnet.nl home.nl xs4all.nl seznam.cz email.cz
  centrum.cz wp.pl o2.pl onet.pl interia.pl abv.bg citromail.hu freemail.hu comcast.net verizon.net att.net sbcglobal.net bellsouth.net
  cox.net charter.net shaw.ca rogers.com sympatico.ca bigpond.com optusnet.com.au xtra.co.nz qq.com 163.com 126.com sina.com sohu.com
  foxmail.com naver.com daum.net hanmail.net rediffmail.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp mailinator.com guerrillamail.com
  10minutemail.com yopmail.com trashmail.com temp-mail.org sharklasers.com duck.com`.split(/\s+/),
)

export const isFreeMail = (domain: string): boolean => freeMail.has(domain)
