import { useState } from 'react'
import { Button } from './Button.tsx'
import { Scroller } from './Scroller.tsx'
import styles from './Copyable.module.css'
import { t } from './language.tsx'

/**
 * Text to be taken elsewhere as it is, a secret or a command, with a button that copies it.
 * @param label what it is, for everyone who cannot see it: `curl example`
 */
export function Copyable({ label, text }: { label: string; text: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    )
  return (
    <div className={styles.outer}>
      <Scroller label={label} className={styles.text}>
        <pre>{text}</pre>
      </Scroller>
      <div className={styles.act}>
        <Button small onClick={() => void copy()}>
          {state === 'copied' ? t('Copied') : t('Copy')}
        </Button>
        <output className={styles.said}>
          {state === 'failed' ? t('The browser did not allow it; select the text.') : ''}
        </output>
      </div>
    </div>
  )
}
