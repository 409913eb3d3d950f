// Sends one message with the client that a service publishes for Node. Every request goes to `origin`, whatever host
// the client names; path, headers and body stay as the client made them.
// Reads lines {"client": "...", "origin": "..."} from stdin and answers each with {"client": "...", "error": null}.
import http from 'node:http'
import https from 'node:https'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'

const require = createRequire(import.meta.url)
let origin

// Clients that use Node's http modules, by themselves or through axios, got or request.
const plainRequest = http.request
function redirected(first, second, third) {
  const url = typeof first === 'string' || first instanceof URL ? new URL(first) : null
  const options = url ? (typeof second === 'object' ? second : {}) : first
  const callback = [second, third].find(argument => typeof argument === 'function')
  const server = new URL(origin)
  const path = url && options.path === undefined ? url.pathname + url.search : options.path
  return plainRequest({
    method: options.method, headers: options.headers, auth: options.auth, path,
    protocol: 'http:', host: server.hostname, hostname: server.hostname, port: server.port,
  }, callback)
}
http.request = https.request = redirected
http.get = https.get = (...all) => { const request = redirected(...all); request.end(); return request }
syncBuiltinESMExports()

// Clients that use fetch.
const plainFetch = globalThis.fetch
globalThis.fetch = (resource, init) => {
  const from = new URL(resource.url ?? resource)
  const to = origin + from.href.slice(from.origin.length)
  return resource instanceof Request ? plainFetch(new Request(to, resource), init) : plainFetch(to, init)
}

const message = 'Hi & <b>'
const to = '+15550002222'
const mail = { from: 'a@a.example', to: 'b@b.example', subject: 'S' }

const clients = {
  async slack() {
    const { IncomingWebhook } = await import('@slack/webhook')
    await new IncomingWebhook('https://hooks.slack.com/services/T1/B1/s3cret').send({ text: message })
  },
  async discord() {
    const { REST } = await import('@discordjs/rest')
    const rest = new REST({ makeRequest: fetch })
    await rest.post('/webhooks/1/s3cret', { auth: false, query: new URLSearchParams({ wait: 'true' }), body: { content: message, allowed_mentions: { parse: [] } } })
  },
  async vonage() {
    const { SMS } = await import('@vonage/sms')
    const { Auth } = await import('@vonage/auth')
    const sms = new SMS(new Auth({ apiKey: 'k1', apiSecret: 's3cret' }))
    await sms.send({ to: '15550002222', from: 'Relay', text: message, type: 'unicode' })
  },
  async resend() {
    const { Resend } = await import('resend')
    await new Resend('s3cret').emails.send({ from: mail.from, to: [mail.to], subject: mail.subject, text: message })
  },
  async postmark() {
    const { ServerClient } = await import('postmark')
    await new ServerClient('s3cret').sendEmail({ From: mail.from, To: mail.to, Subject: mail.subject, TextBody: message, MessageStream: 'outbound' })
  },
  async brevo() {
    const { BrevoClient } = await import('@getbrevo/brevo')
    const brevo = new BrevoClient({ apiKey: 's3cret' })
    await brevo.transactionalEmails.sendTransacEmail({
      sender: { email: mail.from }, to: [{ email: mail.to }], subject: mail.subject, textContent: message,
    })
  },
  async plivo() {
    const plivo = require('plivo')
    await new plivo.Client('MA1', 's3cret').messages.create({ src: '+15550001111', dst: to, text: message })
  },
  async telnyx() {
    const { default: Telnyx } = await import('telnyx')
    await new Telnyx({ apiKey: 's3cret' }).messages.send({ from: '+15550001111', to, text: message })
  },
  async clicksend() {
    const { SMSApi, SmsMessage, SmsMessageCollection } = require('clicksend')
    const api = new SMSApi()
    api.authentications.BasicAuth.username = 'relay'
    api.authentications.BasicAuth.password = 's3cret'
    const sms = Object.assign(new SmsMessage(), { to, body: message, from: '+15550001111' })
    await api.smsSendPost(Object.assign(new SmsMessageCollection(), { messages: [sms] }))
  },
  async mailgun() {
    const { default: Mailgun } = await import('mailgun.js')
    const { default: FormData } = await import('form-data')
    await new Mailgun(FormData).client({ username: 'api', key: 's3cret' })
      .messages.create('mg.a.example', { from: 'Relay <relay@mg.a.example>', to: [mail.to], subject: mail.subject, text: message })
  },
  async zulip() {
    const zulip = await require('zulip-js')({ username: 'relay-bot@example.zulipchat.com', apiKey: 's3cret', realm: 'https://example.zulipchat.com' })
    await zulip.messages.send({ type: 'stream', to: 'news', topic: '(no topic)', content: message })
  },
  async line() {
    const { messagingApi } = require('@line/bot-sdk')
    await new messagingApi.MessagingApiClient({ channelAccessToken: 's3cret' })
      .pushMessage({ to: 'U1', messages: [{ type: 'text', text: message }] }, '0198')
  },
  async opsgenie() {
    const opsgenie = require('opsgenie-sdk')
    opsgenie.configure({ api_key: 's3cret' })
    await new Promise(done => opsgenie.alertV2.create({ message, alias: '0198', description: message, priority: 'P3' }, done))
  },
  async pagerduty() {
    const { event } = require('@pagerduty/pdjs')
    await event({ data: { routing_key: 's3cret', event_action: 'trigger', dedup_key: '0198', payload: { summary: message, source: 'relay', severity: 'error' } } })
  },
  async pushbullet() {
    const { default: PushBullet } = await import('pushbullet')
    await new PushBullet('s3cret').note({}, 'T', message)
  },
  async seven() {
    const { Client, SmsResource } = require('@seven.io/client')
    await new SmsResource(new Client({ apiKey: 's3cret' })).dispatch({ to: [to], from: 'Relay', text: message })
  },
  async dingtalk() {
    const Robot = require('dingtalk-robot-sender')
    await new Robot({ baseUrl: 'https://oapi.dingtalk.com/robot/send', accessToken: 's3cret', secret: 'SECs3cret' })
      .text(message)
  },
  async gotify() {
    const { gotify } = require('gotify')
    await gotify({ server: 'https://push.example', app: 's3cret', title: 'T', message, priority: 5 })
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const { client, origin: server } = JSON.parse(line)
  origin = server
  let error = null
  try {
    // A client that never settles must not hold up the others. Loading one takes seconds on a busy machine.
    await Promise.race([clients[client](), delay(120_000)])
  } catch (exception) {
    error = String(exception.stack ?? JSON.stringify(exception)).slice(0, 600)
  }
  process.stdout.write(JSON.stringify({ client, error }) + '\n')
}
process.exit(0)
