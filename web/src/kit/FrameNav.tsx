import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Icon } from './Button.tsx'
import styles from './Frame.module.css'
import { Logo } from './Logo.tsx'
import { keyName } from './keys.ts'
import { t } from './language.tsx'

export interface NavItem {
  label: string
  to: string
  icon: Icon
  /** What is waiting there. */
  count?: number
}
export interface NavSection {
  /** Without a label for the first one. */
  label?: string
  items: readonly NavItem[]
}

/** Name, search and the sections of the navigation. */
export function FrameNav({
  name,
  home,
  sections,
  onSearch,
}: {
  name: string
  home: string
  sections: readonly NavSection[]
  onSearch?: () => void
}) {
  return (
    <>
      <Link to={home} className={styles.name}>
        <Logo>
          <span className={styles.mark} aria-hidden>
            {name.trim().charAt(0).toUpperCase() || 'H'}
          </span>
          <span className={styles.clip}>{name}</span>
        </Logo>
      </Link>
      {onSearch && (
        <button type="button" className={styles.search} onClick={onSearch}>
          <IconSearch size={15} stroke={1.75} aria-hidden />
          {t('Search')}
          <kbd>{keyName('K')}</kbd>
        </button>
      )}
      <nav aria-label={t('Main')} className={styles.nav}>
        {sections.map((section, index) => (
          <div key={section.label ?? index} className={styles.section}>
            {section.label && (
              <h2 className={styles.heading} id={`nav-${index}`}>
                {section.label}
              </h2>
            )}
            <ul {...(section.label && { 'aria-labelledby': `nav-${index}` })}>
              {section.items.map(({ label, to, icon: Icon, count }) => (
                <li key={to}>
                  <Link to={to} className={styles.item} activeOptions={{ exact: to === home, includeSearch: false }}>
                    <Icon size={16} stroke={1.75} aria-hidden />
                    <span className={styles.clip}>{label}</span>
                    {count !== undefined && count > 0 && <span className={styles.count}>{count}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </>
  )
}
