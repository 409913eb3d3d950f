@export()
@description('Texts by name: app settings, tags.')
type Texts = { *: string }
