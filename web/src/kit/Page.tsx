import { Link as RouterLink } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { useLook } from './brand.ts'
import styles from './Page.module.css'
import { t } from './language.tsx'

export interface PageProps {
  title: string
  /** The way here, from the top; the page itself is not part of it. */
  crumbs?: readonly { label: string; to: string }[]
  /** Beside the title: tags, a status. */
  meta?: ReactNode
  /** One sentence below the title, where the title alone does not say it. */
  lead?: ReactNode
  /** Buttons at the end of the title's line; the primary one last. */
  actions?: ReactNode
  /** Parts of a record; each is an address of its own. */
  tabs?: readonly { label: string; to: string; count?: number }[]
  /** A second column of facts; below the content where it is narrow. */
  aside?: ReactNode
  /** `text`: a readable width, for forms and settings. */
  width?: 'full' | 'text'
  children: ReactNode
}

let shown = ''

/** The frame of every page: title, way back, actions, tabs, content. It also names the browser's tab. */
export function Page({ title, crumbs = [], meta, lead, actions, tabs, aside, width = 'full', children }: PageProps) {
  const { name } = useLook()
  useEffect(() => {
    document.title = `${title} · ${name}`
    // Whoever cannot see the page change hears its title; the very first page is read by the browser itself.
    const announcer = document.getElementById('announcer')
    if (announcer && shown && shown !== title) announcer.textContent = title
    shown = title
  }, [title, name])
  return (
    <div className={styles.page} data-width={width}>
      <header className={styles.header}>
        {crumbs.length > 0 && (
          <nav aria-label={t('Breadcrumbs')} className={styles.crumbs}>
            {crumbs.map((crumb) => (
              <RouterLink key={crumb.to} to={crumb.to}>
                {crumb.label}
              </RouterLink>
            ))}
          </nav>
        )}
        <div className={styles.top}>
          <div className={styles.title}>
            <h1>{title}</h1>
            {meta}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
        {lead && <p className={styles.lead}>{lead}</p>}
        {tabs && (
          <nav aria-label={t('Parts of {title}', { title })} className={styles.tabs}>
            {tabs.map((tab) => (
              <RouterLink
                key={tab.to}
                to={tab.to}
                activeOptions={{ exact: true, includeSearch: tab.to.includes('?') }}
                className={styles.tab}
              >
                {tab.label}
                {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
              </RouterLink>
            ))}
          </nav>
        )}
      </header>
      <div className={aside ? styles.split : undefined}>
        <div className={styles.content}>{children}</div>
        {aside && <aside className={styles.aside}>{aside}</aside>}
      </div>
    </div>
  )
}

export interface SectionProps {
  title?: string
  lead?: ReactNode
  actions?: ReactNode
  /** A framed box; without it the section stands on the page's ground. */
  boxed?: boolean
  children: ReactNode
}

/** A part of a page with a heading. Tables go in unboxed: they bring their own frame. */
export function Section({ title, lead, actions, boxed = false, children }: SectionProps) {
  return (
    <section className={styles.section}>
      {(title || actions) && (
        <div className={styles.sectionTop}>
          <div>
            {title && <h2>{title}</h2>}
            {lead && <p className={styles.lead}>{lead}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
      {boxed ? <div className={styles.box}>{children}</div> : children}
    </section>
  )
}
