"""Plans: which activities fill the hours there are.

`plan` is a plan as a value, `editing` changes it, `judging` says its minutes and warnings,
`planner` proposes one; all four are pure. `domain` stores plans and their revisions.
"""
