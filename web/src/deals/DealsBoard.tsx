import { dealStages, readDealBoard, updateDeal, type BoardColumn, type Deal } from '@hansa/contract/deals'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ask, useSend } from '../api.ts'
import { Board } from '../kit/Board.tsx'
import { Segments } from '../kit/Segments.tsx'
import { t } from '../kit/language.tsx'
import type { Query } from '../kit/query.ts'
import { Ready } from '../kit/Ready.tsx'
import { refused, told } from '../kit/toast.ts'
import type { Url } from '../kit/useUrl.ts'
import { CloseDeal } from './CloseDeal.tsx'
import { DealsColumn } from './DealsColumn.tsx'

/** The filters of the address that a board has; what only the table has stays behind. */
const filtersIn = (query: Query): Query =>
  Object.fromEntries(Object.entries(query).filter(([name]) => name in readDealBoard.input.shape))

type Said = Partial<z.input<typeof updateDeal.input>>

/** The pipeline as columns of cards. A card is moved with the pointer, or by its menu; an end asks for the reason. */
export function DealsBoard({ url }: { url: Url }) {
  const filters = filtersIn(url.query)
  const query = useQuery({ ...ask(readDealBoard, filters), placeholderData: keepPreviousData })
  const cache = useQueryClient()
  const send = useSend(updateDeal)
  const [moving, setMoving] = useState<readonly Deal[]>([])
  const [closing, setClosing] = useState<{ deal: Deal; to: BoardColumn }>()

  /** Shows the card where it goes, and takes it back where the server refuses. */
  const carry = async (deal: Deal, to: BoardColumn, said: Said = {}) => {
    const there = { ...deal, stage: to.stage, pipelineStage: to.key, pipelineStageName: to.name }
    setMoving((now) => [...now.filter(({ id }) => id !== deal.id), there])
    try {
      await send.mutateAsync({ ...said, id: deal.id, version: deal.version, pipelineStage: to.key })
      told(t('“{name}” moved to “{stage}”', { name: deal.name, stage: t(to.name) }))
    } catch (error) {
      // Somebody may have been faster: what is shown is read anew.
      void cache.invalidateQueries()
      throw error
    } finally {
      setMoving((now) => now.filter(({ id }) => id !== deal.id))
    }
  }
  const move = (deal: Deal, to: BoardColumn) => {
    if (deal.pipelineStage === to.key) return
    if (dealStages[to.stage].closed && deal.stage !== to.stage) setClosing({ deal, to })
    else carry(deal, to).catch(refused)
  }
  return (
    <Ready query={query}>
      {(board) => (
        <>
          {board.programmes.length > 1 && <Programme board={board} url={url} />}
          <Board label={t('Pipeline')}>
            {board.columns.map((column) => (
              <DealsColumn
                key={column.key}
                column={column}
                board={board}
                filters={filters}
                moving={moving}
                onMove={move}
              />
            ))}
          </Board>
          {closing && (
            <CloseDeal
              deal={closing.deal}
              end={closing.to.stage === 'won' ? 'won' : 'lost'}
              needed={closing.to.stage === 'won' ? board.reasonNeeded.won : board.reasonNeeded.lost}
              send={(said) => carry(closing.deal, closing.to, said)}
              onClose={() => setClosing(undefined)}
            />
          )}
        </>
      )}
    </Ready>
  )
}

/** Whose pipeline is shown. */
const Programme = ({ board, url }: { board: z.output<typeof readDealBoard.output>; url: Url }) => (
  <Segments
    label={t('Programme')}
    options={board.programmes.map(({ id, name }) => ({ value: id, label: name }))}
    value={board.programmeId}
    onChoose={(programmeId) => url.set({ programmeId })}
  />
)
