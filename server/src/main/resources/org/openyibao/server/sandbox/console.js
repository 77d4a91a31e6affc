'use strict';

const byId = id => document.getElementById(id);
let chosen = 0;
let details = null;
let sent = 0;

async function json(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(address + ': ' + response.status);
  }
  return response.json();
}

function cell(row, text, type) {
  const added = row.insertCell();
  added.textContent = text;
  if (type) {
    added.className = type;
  }
}

async function list() {
  const calls = await json('calls');
  const rows = byId('calls');
  rows.replaceChildren();
  for (const call of calls) {
    const row = rows.insertRow();
    row.tabIndex = 0;
    row.className = call.number === chosen ? 'chosen' : '';
    cell(row, call.number);
    cell(row, call.at.substring(11, 19));
    cell(row, call.transaction);
    cell(row, call.institution);
    cell(row, call.done ? '成功 done' : call.message || '未成功 refused', call.done ? '' : 'refused');
    cell(row, call.notes || '');
    cell(row, call.milliseconds);
    row.addEventListener('click', () => show(call.number));
    row.addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        show(call.number);
      }
    });
  }
  byId('none').hidden = calls.length > 0;
}

async function show(number) {
  details = await json('calls/' + number);
  chosen = number;
  byId('details').hidden = false;
  byId('title').textContent = '#' + number + '  POST ' + details.call.path;
  byId('replayed').textContent = '';
  byId('request').textContent = details.request;
  byId('answer').textContent = details.answer || '（文件 file）';
  const notes = details.notes.map(note => {
    const item = document.createElement('li');
    const english = document.createElement('span');
    english.lang = 'en';
    english.textContent = ' ' + note.en;
    item.append(note.zh, english);
    return item;
  });
  byId('notes').replaceChildren(...notes);
  byId('receipts').hidden = details.settlement === '';
  if (details.settlement !== '') {
    await receipt('zh');
  }
  await list();
}

async function receipt(language) {
  const response = await fetch('/sandbox/settlements/' + encodeURIComponent(details.settlement),
      {headers: {'Accept-Language': language}});
  byId('receipt').textContent = await response.text();
}

function messageId(institution) {
  const now = new Date();
  const two = number => String(number).padStart(2, '0');
  sent = (sent + 1) % 10000;
  return institution.substring(0, 12) + now.getFullYear() + two(now.getMonth() + 1) + two(now.getDate())
      + two(now.getHours()) + two(now.getMinutes()) + two(now.getSeconds()) + String(sent).padStart(4, '0');
}

// Numbers would lose digits on their way through JSON.parse: the id is changed in the text.
function withNewId(text) {
  const message = JSON.parse(text);
  const id = messageId(String(message.fixmedins_code));
  return text.replace(/("msgid"\s*:\s*)"[^"]*"/, (_, before) => before + JSON.stringify(id));
}

async function replay() {
  try {
    const response = await fetch(details.call.path,
        {method: 'POST', headers: {'Content-Type': 'application/json'}, body: withNewId(details.call.request)});
    await list();
    byId('replayed').textContent = 'HTTP ' + response.status + '：见列表第一行 see the first row';
  } catch (failure) {
    byId('replayed').textContent = '不能重放 cannot be replayed: ' + failure.message;
  }
}

async function people() {
  for (const person of await json('people')) {
    const row = byId('people').insertRow();
    [person.name, person.number, person.certificate, person.card, person.recognition, person.cardState]
        .forEach(text => cell(row, text));
  }
}

byId('replay').addEventListener('click', replay);
byId('zh').addEventListener('click', () => receipt('zh'));
byId('en').addEventListener('click', () => receipt('en'));
setInterval(() => {
  if (byId('follow').checked) {
    list().catch(() => {});
  }
}, 2000);
list();
people();
