import { Menu as MantineMenu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link as RouterLink } from '@tanstack/react-router'
import { Fragment, type ReactElement } from 'react'
import { IconButton, type Icon } from './Button.tsx'
import { refusalOf, type Allowed } from './may.ts'

export interface MenuItem {
  label: string
  icon?: Icon
  onClick?: () => void
  to?: string
  danger?: boolean
  /** `true`, or the reason why not: then the item stays, disabled, with the reason below it. */
  may?: Allowed
}

/** Further acts behind a button; the three dots, unless a `target` is given. Lists within `items` are set apart by a line. */
export function Menu({
  label,
  items,
  target,
}: {
  label: string
  items: readonly (readonly MenuItem[])[]
  target?: ReactElement
}) {
  return (
    <MantineMenu>
      <MantineMenu.Target>{target ?? <IconButton label={label} icon={IconDots} />}</MantineMenu.Target>
      <MantineMenu.Dropdown aria-label={label}>
        <MenuItems groups={items} />
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}

/** Items in groups, for a menu of the kit's own making. */
export const MenuItems = ({ groups }: { groups: readonly (readonly MenuItem[])[] }) =>
  groups
    .filter((group) => group.length > 0)
    .map((group, index) => (
      <Fragment key={group[0]?.label}>
        {index > 0 && <MantineMenu.Divider />}
        {group.map((item) => (
          <Item key={item.label} item={item} />
        ))}
      </Fragment>
    ))

function Item({ item: { label, icon: Icon, onClick, to, danger = false, may } }: { item: MenuItem }) {
  const why = refusalOf(may)
  const look = {
    ...(danger && { style: { color: 'var(--h-red)' } }),
    ...(Icon && { leftSection: <Icon size={15} stroke={1.75} aria-hidden /> }),
  }
  if (why !== null) {
    return (
      <MantineMenu.Item
        {...look}
        aria-disabled
        closeMenuOnClick={false}
        style={{ color: 'var(--h-faint)', cursor: 'default' }}
      >
        {label}
        <div style={{ fontSize: 12, maxWidth: 260, whiteSpace: 'normal' }}>{why}</div>
      </MantineMenu.Item>
    )
  }
  if (to !== undefined) {
    return (
      <MantineMenu.Item {...look} renderRoot={(props) => <RouterLink to={to} {...props} />}>
        {label}
      </MantineMenu.Item>
    )
  }
  return (
    <MantineMenu.Item {...look} {...(onClick && { onClick })}>
      {label}
    </MantineMenu.Item>
  )
}
