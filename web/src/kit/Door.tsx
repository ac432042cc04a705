import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useLook } from './brand.ts'
import styles from './Door.module.css'
import { chooseLanguage, languageChoices, rich, t } from './language.tsx'
import { Logo } from './Logo.tsx'

/** A page for people who are not inside yet: one column in the middle, one thing to do. */
export function Door({
  title,
  lead,
  wide = false,
  children,
}: {
  title: string
  lead?: ReactNode
  /** For a long form. */
  wide?: boolean
  children: ReactNode
}) {
  const { name, help } = useLook()
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
  return (
    <main className={styles.door} data-wide={wide || undefined}>
      <div className={styles.box}>
        <div className={styles.name}>
          <Logo large>{name}</Logo>
        </div>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
        {help && (
          <p className={styles.help}>
            {rich('Do you need help? Write to {address}.', { address: <a href={`mailto:${help}`}>{help}</a> })}
          </p>
        )}
        <nav className={styles.languages} aria-label={t('Language')}>
          {languageChoices()
            .filter(({ chosen }) => !chosen)
            .map(({ value, label }) => (
              <button key={value} type="button" lang={value} onClick={() => chooseLanguage(value)}>
                {label}
              </button>
            ))}
        </nav>
      </div>
    </main>
  )
}
