// npm start: installs and builds what is missing, then this process becomes the server.
import { buildWeb } from './build-web.mjs'
import { install } from './install.mjs'
import { become, main } from './run.mjs'

await main(async () => {
  const node = await install({ dev: false })
  await buildWeb(node, (text) => process.stdout.write(text))
  become(node, ['server/src/main.ts', ...process.argv.slice(2)])
})
