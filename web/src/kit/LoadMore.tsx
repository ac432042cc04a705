import { Button } from './Button.tsx'
import type { List } from './list.ts'

/** Asks for the next page of a list that has more. */
export const LoadMore = ({
  list,
  label,
}: {
  list: Pick<List<unknown>, 'hasMore' | 'more' | 'loadingMore'>
  label: string
}) =>
  list.hasMore &&
  list.more && (
    <div>
      <Button small onClick={list.more} busy={list.loadingMore ?? false}>
        {label}
      </Button>
    </div>
  )
