import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { chooseLanguage, languageChoices, t } from './language.tsx'
import { MenuItems, type MenuItem } from './Menu.tsx'
import styles from './Frame.module.css'

const schemes = [
  ['auto', t('As the system')],
  ['light', t('Light')],
  ['dark', t('Dark')],
] as const

/** Who is signed in, the colours, the language, and what concerns this person. */
export function UserMenu({
  user,
  items,
}: {
  user: { name: string; email: string }
  items: readonly (readonly MenuItem[])[]
}) {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="top-start" width={232}>
      <Menu.Target>
        <button type="button" className={styles.user}>
          <span className={styles.clip}>{user.name}</span>
          <IconSelector size={15} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('You')}>
        <Menu.Label>{user.email}</Menu.Label>
        <MenuItems groups={items} />
        <Menu.Divider />
        <Menu.Label>{t('Colours')}</Menu.Label>
        {schemes.map(([value, label]) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={colorScheme === value}
            onChange={() => setColorScheme(value)}
          >
            {label}
          </Menu.RadioItem>
        ))}
        <Menu.Label>{t('Language')}</Menu.Label>
        {languageChoices().map(({ value, label, chosen }) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={chosen}
            lang={value}
            onChange={() => chooseLanguage(value)}
          >
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
