/** Where a value would stand and there is none. */
export const None = ({ why = 'none' }: { why?: string }) => (
  <span style={{ color: 'var(--h-faint)' }} title={why}>
    –
  </span>
)
