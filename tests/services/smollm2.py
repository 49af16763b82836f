"""SmolLM2-135M-Instruct, a small model of real weights: what it writes is seldom true."""

from pathlib import Path

from tests.services.running import brought

NAME = "smollm2"
CONTEXT = 8192  # tokens
FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
# How its makers had it trained: each speaker's name, their text, and a mark.
TEMPLATE = (
    "{{ range .Messages }}<|im_start|>{{ .Role }}\n{{ .Content }}<|im_end|>\n{{ end }}"
    "<|im_start|>assistant\n"
)
# Beside its weights, as a Modelfile would say it.
MADE = {
    "template": TEMPLATE,
    "parameters": {"stop": ["<|im_start|>", "<|im_end|>"], "temperature": 0},
    "license": "Apache-2.0",
}


def weights() -> Path:
    """Its file. Raises `RuntimeError` where `make services` has not brought it."""
    return brought(FILE)
