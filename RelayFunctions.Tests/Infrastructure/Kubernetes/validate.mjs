// Checks each document of a manifest against the schema of its kind. Prints one line a fault.
// Usage: node validate.mjs FOLDER-OF-NODE_MODULES MANIFEST
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [packages, manifest] = process.argv.slice(2)
const require = createRequire(`${packages}/`)
const { parseAllDocuments } = require('yaml')

for (const document of parseAllDocuments(readFileSync(manifest, 'utf8'), { strict: true, uniqueKeys: true })) {
  document.errors.forEach(error => console.log(error.message))
  const resource = document.toJS()
  const { [resource.kind]: Kind } = require(`kubernetes-models/${resource.apiVersion}`)
  try {
    new Kind(resource).validate()
  } catch (error) {
    console.log(`${resource.kind} ${resource.metadata?.name}: ${error.message}`)
  }
}
