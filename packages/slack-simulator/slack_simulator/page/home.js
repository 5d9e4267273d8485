// The App Home: the tab of an app that it fills for each person.
// Reference: https://docs.slack.dev/surfaces/app-home
import { Blocks } from "./blocks.js";
import { useForm } from "./formstate.js";
import { performOrTell } from "./store.js";
import { html, useEffect } from "./vendor/preact-htm.js";

export function Home({ view, app, me }) {
  const blocks = view?.blocks ?? [];
  const form = useForm(view?.state.values ?? {}, view?.hash);
  useEffect(() => {
    performOrTell({ do: "open_home", app: app.id });
  }, [app.id, me.id]);
  return html`<div class="home" tabindex="0" role="region" aria-label=${`Home of ${app.name}`}>
    <div class="home-inside">
      ${blocks.length
        ? html`<${Blocks} blocks=${blocks} surface=${{ target: { home: true }, form }} />`
        : html`<p class="empty">${app.name} has nothing on its Home for you yet.</p>`}
    </div>
  </div>`;
}
