// How the exported page looks, on a screen and on paper.

export const pageStyle = `
:root { color-scheme: light dark; --line: #8884; --faint: #8882; --good: #1a7f37; --bad: #c62828; --warn: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --good: #4ac26b; --bad: #ff7b72; --warn: #d4a72c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; font: 14px/1.45 system-ui, sans-serif; max-width: 110rem; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
h2 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
ul { margin: .25rem 0; padding-left: 1.25rem; }
.verdict { border-left: .3rem solid var(--good); padding: .5rem 1rem; background: var(--faint); }
.verdict h2 { margin: 0; color: var(--good); }
.verdict.fair { border-color: var(--warn); }
.verdict.fair h2 { color: var(--warn); }
.verdict.bad { border-color: var(--bad); }
.verdict.bad h2 { color: var(--bad); }
dl { display: flex; flex-wrap: wrap; gap: .75rem 2rem; margin: 1rem 0; }
dt { font-size: .8rem; opacity: .75; }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
form:not([hidden]) { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; margin: .5rem 0; }
input, select { font: inherit; padding: .25rem .5rem; }
table { border-collapse: collapse; width: 100%; }
th { position: sticky; top: 0; background: Canvas; text-align: left; white-space: nowrap; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; min-width: 5.5rem; }
td:nth-child(-n + 5) { min-width: 7.5rem; }
td:nth-child(n + 7) { min-width: 7.5rem; }
td:first-child, td:nth-child(6), td:last-child { white-space: nowrap; }
td:nth-child(9) { min-width: 13rem; }
code { font: .9em/1.4 ui-monospace, monospace; white-space: pre-wrap; }
summary { cursor: pointer; }
strong, [data-effect="deny"] b { color: var(--bad); }
[data-effect="allow"] b { color: var(--good); }
[data-effect="require_approval"] b { color: var(--warn); }
.none { opacity: .5; }
@media print { form { display: none !important; } th { position: static; } body { font-size: 9px; padding: 0; } }
`;
