// Says what became of a passkey: allauth's script only reports to the console.
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const problem = document.getElementById('passkey-problem')
  if (problem) {
    problem.hidden = false
  }
})
if (!window.PublicKeyCredential) {
  const unknown = document.getElementById('passkey-unknown')
  if (unknown) {
    unknown.hidden = false
  }
  for (const button of document.querySelectorAll('[data-passkey]')) {
    button.hidden = true
  }
}
