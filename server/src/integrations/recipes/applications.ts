import { word } from '@hansa/contract/language'
import type { Recipe } from '@hansa/contract/integrations'

/** A plain list of applicants, as a fair's or a web form's export. */
export const applicationList: Recipe = {
  id: 'applications',
  name: word('Applications: a list of applicants'),
  about: word(
    'One row for each application, with the columns company, website, country, contact, email and, if there are, application_id, types, submitted_at.',
  ),
  shipped: true,
  columns: ['company', 'website', 'country', 'contact', 'email'],
  mapping: {
    source: 'applications',
    nulls: ['', '#N/A'],
    outputs: [
      {
        target: 'applications',
        fields: {
          applicationKey: { column: 'application_id' },
          name: { column: 'company' },
          website: { column: 'website' },
          country: { column: 'country' },
          city: { column: 'city' },
          industry: { column: 'industry' },
          employees: { column: 'employees' },
          contact: { column: 'contact' },
          email: { column: 'email' },
          phone: { column: 'phone' },
          jobTitle: { column: 'job_title' },
          types: { column: 'types' },
          submittedAt: { column: 'submitted_at' },
        },
      },
    ],
  },
}
