// The mail that left the workspace and what came back; where the companion allows it, one can answer as the receiver.
import { fullMoment, momentOf } from "./dates.js";
import { useId } from "./ids.js";
import { plain } from "./inline.js";
import { Pane } from "./pane.js";
import { go, perform } from "./store.js";
import { html, useEffect, useRef, useState } from "./vendor/preact-htm.js";

/** Go to where the answers to a mail are read. */
const show = (mail) => go({ ...mail.then, tab: undefined, pane: undefined });

function Answer({ mail, done }) {
  const id = useId("answer");
  const [body, setBody] = useState(mail.answer);
  const [error, setError] = useState("");
  const form = useRef(null);
  useEffect(() => {
    form.current.querySelector("textarea").focus({ preventScroll: true });
    form.current.scrollIntoView({ block: "nearest" });
  }, []);
  const send = async (event) => {
    event.preventDefault();
    if (!body.trim()) return;
    const answer = await perform({ do: "mail", reply_to: mail.id, body: body.trim() });
    if (answer.ok) (mail.then ? show(mail) : done());
    else setError(answer.error);
  };
  return html`<form class="mail-answer" ref=${form} onSubmit=${send}>
    <label for=${id}>Answer as ${mail.to}</label>
    <textarea id=${id} class="text-field" rows=${mail.answer ? 10 : 4} value=${body}
      onInput=${(event) => setBody(event.target.value)}></textarea>
    ${error && html`<p class="field-error" role="alert">${error}</p>`}
    <div class="mail-buttons">
      <button type="button" class="button" onClick=${done}>Cancel</button>
      <button type="submit" class="button primary" disabled=${!body.trim()}>Send answer</button>
    </div>
  </form>`;
}

function Mail({ mail, canReply }) {
  const [answering, setAnswering] = useState(false);
  return html`<article class=${`mail mail-${mail.direction}`}>
    <header>
      <span class="mail-direction">${mail.direction === "in" ? "Received" : "Sent"}</span>
      <time datetime=${mail.at} title=${fullMoment(mail.at)}>${momentOf(mail.at)}</time>
      <h3>${mail.subject}</h3>
      <p class="mail-people">From ${mail.from} to ${mail.to}</p>
    </header>
    <div class="mail-body">${plain(mail.body, { emoji: false })}</div>
    ${!answering && html`<div class="mail-buttons">
      ${mail.then && html`<button type="button" class="button" onClick=${() => show(mail)}>Open its thread</button>`}
      ${canReply && mail.direction === "out" && html`<button type="button" class="button"
        onClick=${() => setAnswering(true)}>Answer</button>`}
    </div>`}
    ${answering && html`<${Answer} mail=${mail} done=${() => setAnswering(false)} />`}
  </article>`;
}

function Letter({ letter, done }) {
  const subjectId = useId("subject");
  const bodyId = useId("letter");
  const [subject, setSubject] = useState(letter.subject);
  const [body, setBody] = useState(letter.body);
  const [error, setError] = useState("");
  const first = useRef(null);
  useEffect(() => first.current.focus({ preventScroll: true }), []);
  const send = async (event) => {
    event.preventDefault();
    const answer = await perform({ do: "letter", subject: subject.trim(), body: body.trim() });
    if (answer.ok) done();
    else setError(answer.error);
  };
  return html`<form class="mail-answer" onSubmit=${send}>
    <label for=${subjectId}>Subject</label>
    <input id=${subjectId} class="text-field" ref=${first} value=${subject}
      onInput=${(event) => setSubject(event.target.value)} />
    <label for=${bodyId}>Text</label>
    <textarea id=${bodyId} class="text-field" rows="14" value=${body}
      onInput=${(event) => setBody(event.target.value)}></textarea>
    ${error && html`<p class="field-error" role="alert">${error}</p>`}
    <div class="mail-buttons">
      <button type="button" class="button" onClick=${done}>Cancel</button>
      <button type="submit" class="button primary" disabled=${!subject.trim() || !body.trim()}>Send mail</button>
    </div>
  </form>`;
}

/** Let one write to the workspace as somebody outside. */
function Writing({ letter }) {
  const [writing, setWriting] = useState(false);
  return html`<article class="mail">
    ${writing
      ? html`<${Letter} letter=${letter} done=${() => setWriting(false)} />`
      : html`<div class="mail-buttons"><button type="button" class="button"
          onClick=${() => setWriting(true)}>Write as ${letter.from}</button></div>`}
  </article>`;
}

export function MailPane({ companion }) {
  const newestFirst = [...companion.mail].reverse();
  return html`<${Pane} title="Mail" closing=${{ pane: undefined }}>
    <div class="pane-body" tabindex="0" role="region" aria-label="Mail, newest first">
      ${companion.letter && html`<${Writing} letter=${companion.letter} />`}
      ${newestFirst.length === 0 && html`<p class="empty">No mail has been sent yet.</p>`}
      ${newestFirst.map((mail) => html`<${Mail} key=${mail.id} mail=${mail} canReply=${companion.can_reply} />`)}
    </div>
  <//>`;
}
