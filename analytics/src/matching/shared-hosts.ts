/**
 * Domains on which many unrelated people and companies sit: free mail, site builders, shops, social networks, link pages.
 * Two records that share one have nothing in common. The list is a default; pass your own to add to it. Hosts that it does
 * not know lose their weight by themselves once many differently named companies share them (term frequency).
 */
export const sharedHosts: ReadonlySet<string> = new Set(
  `
gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com aol.com icloud.com me.com mac.com
proton.me protonmail.com pm.me gmx.com gmx.net gmx.de gmx.at gmx.ch web.de mail.com mail.ru yandex.ru yandex.com bk.ru inbox.ru list.ru
rambler.ru ukr.net qq.com 163.com 126.com sina.com sina.cn foxmail.com yeah.net sohu.com aliyun.com naver.com hanmail.net daum.net
nate.com rediffmail.com zoho.com fastmail.com tutanota.com hey.com hushmail.com t-online.de freenet.de orange.fr wanadoo.fr free.fr
laposte.net sfr.fr libero.it virgilio.it alice.it tin.it tiscali.it terra.com.br uol.com.br bol.com.br ig.com.br globo.com btinternet.com
bt.com sky.com virginmedia.com ntlworld.com talktalk.net comcast.net verizon.net att.net sbcglobal.net cox.net charter.net earthlink.net
bellsouth.net shaw.ca rogers.com sympatico.ca telus.net bigpond.com optusnet.com.au xtra.co.nz yahoo.co.jp yahoo.co.uk yahoo.fr yahoo.de
yahoo.co.in yahoo.com.br hotmail.co.uk hotmail.fr hotmail.de live.co.uk live.fr docomo.ne.jp ezweb.ne.jp softbank.ne.jp bluewin.ch
wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz abv.bg telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl
x.com twitter.com t.co facebook.com fb.com instagram.com linkedin.com youtube.com tiktok.com pinterest.com vk.com weibo.com wechat.com
medium.com github.com github.io gitlab.io bitbucket.org google.com goo.gl bit.ly linktr.ee about.me crunchbase.com wikipedia.org
wordpress.com blogspot.com blogger.com tumblr.com wix.com wixsite.com weebly.com squarespace.com webflow.io webnode.com jimdo.com
jimdosite.com strikingly.com godaddysites.com site123.me myshopify.com shopify.com etsy.com ebay.com amazon.com alibaba.com
aliexpress.com made-in-china.com indiamart.com business.site sites.google.com herokuapp.com netlify.app vercel.app web.app
firebaseapp.com azurewebsites.net cloudfront.net amazonaws.com pages.dev workers.dev notion.site carrd.co substack.com
`
    .trim()
    .split(/\s+/),
)
