import { ActionIcon, Button as MantineButton, Tooltip } from '@mantine/core'
import { Link as RouterLink } from '@tanstack/react-router'
import type { ComponentType, ReactNode, Ref } from 'react'
import { t } from './language.tsx'
import { refusalOf, type Allowed } from './may.ts'

type Icon = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>
export type { Icon }

const looks = {
  primary: { variant: 'filled' },
  normal: { variant: 'default' },
  quiet: { variant: 'subtle', color: 'gray' },
  danger: { variant: 'filled', color: 'red' },
} as const

export interface ButtonProps {
  children: ReactNode
  /** One primary button per screen; `danger` only inside a confirmation. */
  kind?: keyof typeof looks
  onClick?: () => void
  /** A link that looks like a button. */
  to?: string
  /** A file, or another site. */
  href?: string
  icon?: Icon
  /** The record's `may.approve`: `true`, or why not. Then the button stays in place, disabled, and says the reason. */
  may?: Allowed
  busy?: boolean
  small?: boolean
  submit?: boolean
  wide?: boolean
  /** For one of several that stays down: said to those who cannot see it. */
  pressed?: boolean
}

/** A button, or a link that looks like one. Never hide what a person may not do: pass `may`, and the reason shows. */
export function Button({
  children,
  kind = 'normal',
  onClick,
  to,
  href,
  icon: Icon,
  may,
  busy = false,
  small = false,
  submit = false,
  wide = false,
  pressed,
}: ButtonProps) {
  const why = refusalOf(may)
  const look = {
    ...looks[kind],
    size: small ? 'xs' : 'sm',
    fullWidth: wide,
    ...(Icon && { leftSection: <Icon size={small ? 14 : 16} stroke={1.75} aria-hidden /> }),
  }
  if (why !== null) {
    return (
      <Tooltip label={why}>
        <MantineButton
          {...look}
          aria-disabled
          data-disabled
          aria-label={`${textOf(children)}: ${why}`}
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </MantineButton>
      </Tooltip>
    )
  }
  if (to !== undefined) {
    return (
      <MantineButton {...look} renderRoot={(props) => <RouterLink to={to} {...props} />}>
        {children}
      </MantineButton>
    )
  }
  if (href !== undefined) {
    return (
      <MantineButton {...look} component="a" href={href} download>
        {children}
      </MantineButton>
    )
  }
  return (
    <MantineButton
      {...look}
      type={submit ? 'submit' : 'button'}
      loading={busy}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {children}
    </MantineButton>
  )
}

const textOf = (children: ReactNode) => (typeof children === 'string' ? children : t('Not possible'))

/**
 * A button that is only an icon; `label` is its name for everyone who cannot see it, and its tooltip. It passes on what
 * a menu or popover adds to its target.
 */
export function IconButton({
  label,
  icon: Icon,
  small = false,
  ...target
}: {
  label: string
  icon: Icon
  onClick?: () => void
  small?: boolean
  ref?: Ref<HTMLButtonElement>
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon {...target} aria-label={label} size={small ? 22 : 28}>
        <Icon size={small ? 14 : 17} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
