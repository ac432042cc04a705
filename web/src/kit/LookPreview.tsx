import type { CSSProperties } from 'react'
import type { Look } from './brand.ts'
import { t } from './language.tsx'
import styles from './LookPreview.module.css'
import { palettes, tokens } from './tokens.ts'

/** What a look makes of the sign-in page and the navigation, on light and on dark ground, before it is kept. */
export const LookPreview = ({ look }: { look: Look }) => (
  <div className={styles.both}>
    <One look={look} scheme="light" label={t('Preview on light ground')} />
    <One look={look} scheme="dark" label={t('Preview on dark ground')} />
  </div>
)

function One({ look, scheme, label }: { look: Look; scheme: 'light' | 'dark'; label: string }) {
  const own = look.colours?.[scheme]
  const button = look.colours?.palette[scheme === 'light' ? 7 : 6] ?? palettes.brand[scheme === 'light' ? 7 : 6]
  const variables = {
    ...Object.fromEntries(Object.entries(tokens[scheme]).map(([name, value]) => [`--h-${name}`, value])),
    ...(own && { '--h-accent': own.accent, '--h-accent-soft': own.soft }),
    '--button': button,
  } as CSSProperties
  return (
    <figure aria-label={label} className={styles.figure}>
      <div aria-hidden className={styles.one} data-scheme={scheme} style={variables}>
        <div className={styles.side}>
          <div className={styles.name}>
            {look.logo ? (
              <img src={look.logo} alt="" className={styles.logo} />
            ) : (
              <>
                <span className={styles.mark}>{look.name.trim().charAt(0).toUpperCase()}</span>
                <span className={styles.clip}>{look.name}</span>
              </>
            )}
          </div>
          <span className={styles.item} data-active>
            {t('Home')}
          </span>
          <span className={styles.item}>{t('Company')}</span>
          <span className={styles.item}>{t('People')}</span>
        </div>
        <div className={styles.page}>
          <strong>{t('Sign in')}</strong>
          <span className={styles.field} />
          <span className={styles.field} />
          <span className={styles.button}>{t('Sign in')}</span>
          <span className={styles.link}>{look.help ?? t('Go to the partner portal')}</span>
        </div>
      </div>
    </figure>
  )
}
