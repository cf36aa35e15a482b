// What Streamlit says once and in English about the whole document, in the viewer's language: the
// language itself, and the link past the navigation.

export default function ({ data }) {
  document.documentElement.lang = data.language
  const link = document.querySelector("[data-testid=stSkipToContent]")
  if (link) link.textContent = data.skip
}
