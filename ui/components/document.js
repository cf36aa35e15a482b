// Tells the browser, and through it screen readers, which language the document is in.

export default function ({ data }) {
  document.documentElement.lang = data.language
}
