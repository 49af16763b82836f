"""From a question to an outcome: search, choose, prove, or say that it is not stated. No I/O.

One subject: one question's way from its words to what may be said to it. One module a step
(`docs/developers/pipeline.md` has them in order); what a model writes has three more (prompts, what
is heard of it, what proves it), and the numbers of all steps stand in `weights`.
"""
