import { useEffect, useRef, useState, type ReactNode } from 'react'
import styles from './Board.module.css'
import { Count } from './Numbers.tsx'
import { Scroller } from './Scroller.tsx'

/** Columns beside each other, with cards that move between them. Where it is narrow, it scrolls column by column. */
export const Board = ({ label, children }: { label: string; children: ReactNode }) => (
  <Scroller label={label} className={styles.board}>
    {children}
  </Scroller>
)

/** The kind of thing that is dragged here; texts and files of elsewhere are not. */
const dragged = 'application/x-hansa-card'

export interface BoardColumnProps {
  title: string
  count: number | undefined
  /** Below the title: sums, each on a line of its own. */
  sums?: readonly ReactNode[]
  note?: string
  /** A card was dropped here. */
  onDrop: (id: string) => void
  /** Cards. */
  children: ReactNode
  /** At the end: what shows more. */
  foot?: ReactNode
}

/** A column: its name, how many cards there are in all, what they sum to. Cards can be dropped on it. */
export function BoardColumn({ title, count, sums = [], note, onDrop, children, foot }: BoardColumnProps) {
  const { box, over } = useDrop(onDrop)
  return (
    <section ref={box} className={styles.column} aria-label={title} data-over={over || undefined}>
      <div className={styles.head}>
        <div className={styles.name}>
          <h2>{title}</h2>
          {count !== undefined && (
            <span className={styles.count}>
              <Count value={count} />
            </span>
          )}
        </div>
        {sums.map((sum, index) => (
          <span key={index} className={styles.sums}>
            {sum}
          </span>
        ))}
        {note && <span className={styles.note}>{note}</span>}
      </div>
      <ul className={styles.cards}>{children}</ul>
      {foot}
    </section>
  )
}

/** A card. It is dragged with the pointer; `menu` holds the same moves for the keyboard and for fingers. */
export const BoardCard = ({
  id,
  title,
  menu,
  movable,
  moving = false,
  children,
}: {
  id: string
  title: ReactNode
  menu?: ReactNode
  movable: boolean
  /** On its way: shown where it goes, until that is certain. */
  moving?: boolean
  children: ReactNode
}) => (
  <li ref={useDrag(id, movable && !moving)} className={styles.card} data-moving={moving || undefined}>
    <div className={styles.top}>
      <span>{title}</span>
      {menu}
    </div>
    {children}
  </li>
)

/** Lets the pointer take an element and carry its id. */
function useDrag(id: string, may: boolean) {
  const box = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const it = box.current
    if (!it) return
    it.draggable = may
    const start = ({ dataTransfer }: DragEvent) => {
      dataTransfer?.setData(dragged, id)
      if (dataTransfer) dataTransfer.effectAllowed = 'move'
    }
    it.addEventListener('dragstart', start)
    return () => it.removeEventListener('dragstart', start)
  }, [id, may])
  return box
}

/** Takes what `useDrag` carries. `over`: something is held above it just now. */
function useDrop(onDrop: (id: string) => void) {
  const box = useRef<HTMLElement>(null)
  const [over, setOver] = useState(false)
  const latest = useRef(onDrop)
  useEffect(() => {
    latest.current = onDrop
  })
  useEffect(() => {
    const it = box.current
    if (!it) return
    const above = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes(dragged)) return
      event.preventDefault()
      setOver(true)
    }
    const left = ({ relatedTarget }: DragEvent) => {
      if (!it.contains(relatedTarget as Node | null)) setOver(false)
    }
    const dropped = (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const id = event.dataTransfer?.getData(dragged)
      if (id) latest.current(id)
    }
    it.addEventListener('dragover', above)
    it.addEventListener('dragleave', left)
    it.addEventListener('drop', dropped)
    return () => {
      it.removeEventListener('dragover', above)
      it.removeEventListener('dragleave', left)
      it.removeEventListener('drop', dropped)
    }
  }, [])
  return { box, over }
}
