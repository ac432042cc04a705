import { listOrganizations, readOrganization, type Organization } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { ask, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Loading } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'
import { useMay, useMe } from '../me.ts'
import { paths } from '../paths.ts'
import { organizationSections } from '../sections.ts'
import { columns } from './columns.tsx'
import { EditOrganization } from './EditOrganization.tsx'
import { OrganizationFacts } from './OrganizationFacts.tsx'
import { OrganizationPeople } from './OrganizationPeople.tsx'
import { Relationships } from './Relationships.tsx'

const RecordTimeline = lazy(async () => ({ default: (await import('../events/RecordTimeline.tsx')).RecordTimeline }))

const tabs = [
  { tab: undefined, label: t('Overview') },
  { tab: 'timeline', label: t('Timeline') },
] as const

/** One organization: what is known of it, who works there, to whom it is related, and what happened. */
export const OrganizationPage = ({ id, tab }: { id: string; tab?: string }) => (
  <Ready query={useQuery(ask(readOrganization, { id }))}>
    {(organization) => <Shown organization={organization} tab={tab} />}
  </Ready>
)

function Shown({ organization, tab }: { organization: Organization; tab: string | undefined }) {
  const { id, name, isPartner, mergedInto } = organization
  const other = useQuery({ ...ask(readOrganization, { id: mergedInto ?? '' }), enabled: mergedInto !== null }).data
  const mayBegin = useMay('partners.write')
  const permissions = useMe()?.permissions ?? []
  const sections = organizationSections.filter((each) => permissions.includes(each.permission))
  const Brought = sections.find((each) => each.tab === tab)?.Section
  return (
    <Page
      title={name}
      crumbs={[{ label: t('Organizations'), to: paths.organizations() }]}
      meta={
        mergedInto ? <Tag tone="amber">{t('Merged')}</Tag> : isPartner ? <Tag tone="green">{t('Partner')}</Tag> : null
      }
      lead={
        mergedInto &&
        t(
          'This record was merged into {name}, which holds its people, deals and history now. It stays here as it was, and is not edited any more.',
          { name: other?.name ?? t('another organization') },
        )
      }
      actions={
        <>
          {mergedInto ? (
            <Button to={paths.organization(mergedInto)}>
              {other ? t('Go to {name}', { name: other.name }) : t('Go to the other record')}
            </Button>
          ) : isPartner ? (
            <Button to={paths.partner(id)}>{t('Partnership')}</Button>
          ) : (
            <Button may={mayBegin} to={paths.newPartner(id)}>
              {t('Begin partnership')}
            </Button>
          )}
          <EditOrganization organization={organization} />
        </>
      }
      tabs={[
        ...tabs.map((each) => ({ label: each.label, to: paths.organization(id, each.tab) })),
        ...sections.map((each) => ({ label: each.title, to: paths.organization(id, each.tab) })),
      ]}
      aside={<OrganizationFacts organization={organization} />}
    >
      <Suspense fallback={<Loading />}>
        {Brought ? (
          <Brought organizationId={id} />
        ) : tab === 'timeline' ? (
          <RecordTimeline recordId={id} />
        ) : (
          <Overview organization={organization} />
        )}
      </Suspense>
    </Page>
  )
}

function Overview({ organization: { id, name, may } }: { organization: Organization }) {
  const below = useList(listOrganizations, { parentId: id })
  return (
    <>
      <OrganizationPeople organizationId={id} name={name} may={may['edit']} />
      <Relationships organizationId={id} name={name} may={may['edit']} />
      {below.items.length > 0 && (
        <Section title={t('Belong to it')}>
          <DataTable
            label={t('Organizations that belong to it')}
            list={below}
            columns={columns}
            rowLink={(it) => paths.organization(it.id)}
          />
        </Section>
      )}
    </>
  )
}
