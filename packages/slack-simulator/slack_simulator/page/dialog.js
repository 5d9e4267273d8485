// Modals: the views an app opens over the page. They form a stack of which only the top one is seen; the ones
// below keep what was entered in them.
// Reference: https://docs.slack.dev/surfaces/modals
import { Blocks } from "./blocks.js";
import { useForm } from "./formstate.js";
import { Icon } from "./icons.js";
import { plain } from "./inline.js";
import { Notices } from "./notices.js";
import { perform, store } from "./store.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";

const FIELD = "input:not([disabled]), textarea:not([disabled])";

function useSubmit(view, form) {
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState("");
  const submit = async () => {
    if (sending || view.busy) return;
    setFailure("");
    setSending(true);
    const answer = await perform({ do: "submit", view: view.id, state: { values: form.values() } });
    setSending(false);
    if (!answer.ok) setFailure(answer.error);
  };
  return { submit, failure: failure || store.failure, busy: sending || view.busy };
}

function ModalForm({ view, top, notices }) {
  const form = useForm(view.state.values);
  const body = useRef(null);
  const { submit, failure, busy } = useSubmit(view, form);
  const { errors } = view;
  const errorsNow = JSON.stringify(errors);
  // An app may open an empty view and fill it in a moment later: the first field gets the focus then.
  const hasFields = view.blocks.some((block) => block.type === "input");
  useEffect(() => {
    if (top) (body.current.querySelector(FIELD) ?? body.current).focus();
  }, [top, hasFields]);
  useEffect(() => {
    body.current.querySelector("[aria-invalid=true]")?.focus();
  }, [errorsNow]);
  const surface = { target: { view: view.id }, form, errors };
  const onSubmit = (event) => {
    event.preventDefault();
    if (view.submit) submit();
  };
  return html`<form class="modal-form" hidden=${!top} onSubmit=${onSubmit} noValidate aria-busy=${busy}>
    <header class="modal-head">
      <h2 class="modal-title" id=${top ? "modal-title" : undefined}>${plain(view.title.text)}</h2>
      <button type="button" class="tool" aria-label="Close" title="Close" onClick=${() => close(view)}>
        <${Icon} name="close" /></button>
    </header>
    <div class="modal-body" ref=${body} tabindex="-1">
      ${failure && html`<p class="modal-failure" role="alert">${failure}</p>`}
      <${Notices} notices=${notices} withFailure=${false} />
      <${Blocks} blocks=${view.blocks} surface=${surface} />
    </div>
    <footer class="modal-foot">
      <button type="button" class="button" onClick=${() => close(view)}>
        ${plain(view.close?.text ?? (view.submit ? "Cancel" : "Close"))}</button>
      ${view.submit && html`<button type="submit" class="button primary" disabled=${busy}>
        ${busy && html`<span class="spinner" aria-hidden="true"></span>`}${plain(view.submit.text)}</button>`}
    </footer>
  </form>`;
}

const close = (view) => perform({ do: "close", view: view.id });

export function Modals({ views, notices }) {
  const dialog = useRef(null);
  const open = views.length > 0;
  // Before the forms' own effects: opening moves the focus, and theirs moves it on to the first field.
  useLayoutEffect(() => {
    if (open && !dialog.current.open) dialog.current.showModal();
    if (!open && dialog.current.open) dialog.current.close();
  }, [open]);
  const onCancel = (event) => {
    event.preventDefault();
    if (open) close(views.at(-1));
  };
  return html`<dialog ref=${dialog} class="modal" aria-labelledby="modal-title" onCancel=${onCancel}>
    ${views.map((view, i) => html`<${ModalForm} key=${view.id} view=${view} top=${i === views.length - 1}
      notices=${notices.filter((notice) => notice.view === view.id)} />`)}
  </dialog>`;
}
