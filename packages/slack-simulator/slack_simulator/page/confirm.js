// "Are you sure?": Slack's confirmation dialog object, and the same dialog for the page's own questions.
import { TextObject } from "./mrkdwn.js";
import { html, useEffect, useRef, useState } from "./vendor/preact-htm.js";

let show = null;

/**
 * Ask before something is done.
 * @param {{title, text, confirm, deny, style?}} question Slack's confirmation object (text objects)
 * @returns {Promise<boolean>} whether the person said yes
 */
export function ask(question) {
  return new Promise((resolve) => show({ question, resolve }));
}

const plain = (text) => ({ type: "plain_text", text });

/** ask() in plain words. */
export const askPlainly = ({ title, text, confirm, style }) =>
  ask({ title: plain(title), text: plain(text), confirm: plain(confirm), deny: plain("Cancel"), style });

/** Stands once on the page and shows the question that is being asked. */
export function ConfirmHost() {
  const [asked, setAsked] = useState(null);
  const dialog = useRef(null);
  show = setAsked;
  useEffect(() => {
    if (asked) dialog.current.showModal();
  }, [asked]);
  if (!asked) return null;
  const { question, resolve } = asked;
  const answer = (yes) => {
    dialog.current.close();
    setAsked(null);
    resolve(yes);
  };
  const style = question.style === "danger" ? "danger" : "primary";
  return html`<dialog ref=${dialog} class="modal confirm" aria-labelledby="confirm-title"
    onCancel=${(event) => (event.preventDefault(), answer(false))}>
    <h2 id="confirm-title" class="modal-title"><${TextObject} object=${question.title} /></h2>
    <div class="modal-body"><${TextObject} object=${question.text} /></div>
    <div class="modal-foot">
      <button type="button" class="button" onClick=${() => answer(false)}>
        <${TextObject} object=${question.deny} />
      </button>
      <button type="button" class=${`button ${style}`} onClick=${() => answer(true)}>
        <${TextObject} object=${question.confirm} />
      </button>
    </div>
  </dialog>`;
}
