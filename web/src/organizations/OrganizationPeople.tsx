import { listPeople } from '@hansa/contract/organizations'
import { useState } from 'react'
import { useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { t } from '../kit/language.tsx'
import type { Allowed } from '../kit/may.ts'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { paths } from '../paths.ts'
import { NewPerson } from './NewPerson.tsx'
import { ownColumns } from './people.tsx'

/** Who works at an organization. */
export function OrganizationPeople({
  organizationId,
  name,
  may,
}: {
  organizationId: string
  name: string
  may: Allowed
}) {
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title={t('People')}
      actions={
        <Button small may={may} onClick={() => setAdding(true)}>
          {t('Add person')}
        </Button>
      }
    >
      <DataTable
        label={t('People')}
        list={useList(listPeople, { organizationId })}
        columns={ownColumns}
        rowLink={(person) => paths.person(person.id)}
        empty={<Empty title={t('Nobody is known here yet')} />}
      />
      <NewPerson
        opened={adding}
        onClose={() => setAdding(false)}
        organization={{ value: organizationId, label: name }}
      />
    </Section>
  )
}
