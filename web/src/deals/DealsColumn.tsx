import { dealStages, listDeals, type BoardColumn, type Deal, type DealBoard } from '@hansa/contract/deals'
import { IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useList } from '../api.ts'
import { BoardCard, BoardColumn as Column } from '../kit/Board.tsx'
import { Button, IconButton } from '../kit/Button.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Menu } from '../kit/Menu.tsx'
import { Money } from '../kit/Money.tsx'
import type { Query } from '../kit/query.ts'
import { Tag } from '../kit/Tag.tsx'
import { paths } from '../paths.ts'
import { marksOf } from './pipeline.ts'
import { today } from './words.ts'

const perPage = 20
const shownSums = 3

interface Props {
  column: BoardColumn
  board: DealBoard
  filters: Query
  /** Deals on their way, as they will stand. */
  moving: readonly Deal[]
  onMove: (deal: Deal, to: BoardColumn) => void
}

/** One stage: how many deals stand in it and what they are worth, and its cards page by page. */
export function DealsColumn({ column, board, filters, moving, onMove }: Props) {
  const { closed } = dealStages[column.stage]
  const list = useList(
    listDeals,
    {
      pipelineStage: column.key,
      programmeId: board.programmeId,
      // What closes next comes first; of closed deals what was closed last.
      sort: closed ? '-stageSince' : 'expectedClose',
      limit: perPage,
    },
    filters,
  )
  const cache = useQueryClient()
  const arriving = moving.filter((deal) => deal.pipelineStage === column.key)
  const cards = [...arriving, ...list.items.filter((deal) => !moving.some(({ id }) => id === deal.id))]
  const rest = column.sums.length - shownSums
  return (
    <Column
      title={t(column.name)}
      count={column.count}
      sums={[
        ...column.sums
          .slice(0, shownSums)
          .map(({ currency, amount }) =>
            amount === null ? (
              t('{currency}: more than can be counted exactly', { currency })
            ) : (
              <Money key={currency} value={{ amount, currency }} />
            ),
          ),
        ...(rest > 0
          ? [
              t('and {count, number} more currencies', {
                count: rest,
                defaultValue_one: 'and {count, number} more currency',
              }),
            ]
          : []),
      ]}
      {...(column.exit && { note: t('Leaves when: {exit}', { exit: column.exit }) })}
      onDrop={(id) => {
        const deal = known(cache.getQueriesData({ queryKey: [listDeals.path, 'list'] }), id)
        if (deal) onMove(deal, column)
      }}
      foot={
        list.hasMore && (
          <Button small wide busy={list.loadingMore ?? false} {...(list.more && { onClick: list.more })}>
            {t('Show more')}
          </Button>
        )
      }
    >
      {cards.map((deal) => (
        <Card key={deal.id} deal={deal} board={board} moving={arriving.includes(deal)} onMove={onMove} />
      ))}
    </Column>
  )
}

/** The deal that a card stood for, among the lists on screen. */
function known(lists: readonly (readonly [unknown, unknown])[], id: string): Deal | undefined {
  for (const [, data] of lists) {
    const pages = (data as { pages?: { items: Deal[] }[] } | undefined)?.pages ?? []
    const found = pages.flatMap((page) => page.items).find((deal) => deal.id === id)
    if (found) return found
  }
  return undefined
}

const marks = {
  overdue: { tone: 'red', label: t('Overdue') },
  idle: { tone: 'amber', label: t('Idle') },
} as const

function Card({ deal, board, moving, onMove }: Pick<Props, 'board' | 'onMove'> & { deal: Deal; moving: boolean }) {
  const others = board.columns.filter(({ key }) => key !== deal.pipelineStage)
  const found = marksOf(deal, today(), board.idleDays)
  const { closedOn, expectedCloseOn } = deal
  return (
    <BoardCard
      id={deal.id}
      movable={deal.may['edit'] === true}
      moving={moving}
      title={<Link to={paths.deal(deal.id)}>{deal.name}</Link>}
      menu={
        <Menu
          label={t('Move “{name}”', { name: deal.name })}
          target={<IconButton small icon={IconDots} label={t('Move “{name}”', { name: deal.name })} />}
          items={[
            others.map((column) => ({
              label: t('To “{stage}”', { stage: t(column.name) }),
              onClick: () => onMove(deal, column),
              ...(deal.may['edit'] !== undefined && { may: deal.may['edit'] }),
            })),
          ]}
        />
      }
    >
      <span>{deal.customerName}</span>
      <Row spread>
        <Money value={deal.value} />
        {closedOn ? (
          <Muted small>
            <DateText value={closedOn} />
          </Muted>
        ) : (
          expectedCloseOn && (
            <Muted small>
              <DateText value={expectedCloseOn} />
            </Muted>
          )
        )}
      </Row>
      <Muted small>{[deal.partnerName ?? t('Direct'), deal.owner].filter((it) => it !== null).join(' · ')}</Muted>
      {deal.nextStep && !closedOn && <Muted small>{t('Next: {step}', { step: deal.nextStep })}</Muted>}
      {found.length > 0 && (
        <Row gap="xs">
          {found.map((mark) => (
            <Tag key={mark} tone={marks[mark].tone}>
              {marks[mark].label}
            </Tag>
          ))}
        </Row>
      )}
    </BoardCard>
  )
}
