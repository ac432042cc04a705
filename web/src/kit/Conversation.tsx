import type { ReactNode } from 'react'
import styles from './Conversation.module.css'
import { DateTime } from './DateTime.tsx'

export interface Said {
  id: string
  who: string
  /** When it was said (ISO). */
  at: string
  text: string
  /** On which side it stands; a note stands apart from both. */
  from: 'here' | 'there' | 'note'
  /** Beside the name: tags. */
  meta?: ReactNode
  /** Below the text: files. */
  more?: ReactNode
}

/** Messages one after the other, the oldest first. Own ones are set off by ground and place, notes by a frame. */
export const Conversation = ({ label, messages }: { label: string; messages: readonly Said[] }) => (
  <ol className={styles.list} aria-label={label}>
    {messages.map((message) => (
      <li key={message.id} className={styles.message} data-from={message.from}>
        <div className={styles.top}>
          <span className={styles.who}>{message.who}</span>
          {message.meta}
          <span className={styles.when}>
            <DateTime ago value={message.at} />
          </span>
        </div>
        <Prose text={message.text} />
        {message.more && <div className={styles.more}>{message.more}</div>}
      </li>
    ))}
  </ol>
)

/** Text that somebody wrote, with its line breaks. */
export const Prose = ({ text }: { text: string }) => <p className={styles.prose}>{text}</p>
