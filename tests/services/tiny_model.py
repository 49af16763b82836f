"""Writes a language model of random weights, small enough to load at once: it shows how a model is
spoken to, and nothing of what one can do.

    python -m tests.services.tiny_model FILE.gguf
"""

import sys
from pathlib import Path

import gguf
import numpy as np

SEED = 20_240_229
LAYERS, WIDTH, HEADS, INNER, CONTEXT = 2, 64, 4, 128, 2048
TEXT = (
    "el la los las un una de del en a que se es son y o no por con para al su este esta hay fue "
    "tiene examen parcial final nota curso clase aula tarea entrega fecha hora junio julio lunes "
    "martes the of to and in is are it on for with as this that at by from be or an was not have "
    "you which exam grade course class room task deadline date hour june july monday tuesday week "
    "page table le les des du et est une dans pour sur pas au avec sont qui ce cette note cours "
    "devoir salle date "
)
UNKNOWN, BEGIN, END = "<unk>", "<s>", "</s>"


def write(path: Path) -> None:
    """Write the model: llama's architecture and tokenizer, 32-bit weights, the same each time."""
    tokens, scores, kinds = _vocabulary()
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("tiny")
    writer.add_block_count(LAYERS)
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores(scores)
    writer.add_token_types(kinds)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    for name, tensor in _weights(len(tokens)).items():
        writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _vocabulary() -> tuple[list[str], list[float], list[int]]:
    """Three marks, every byte, every printable character, and some words of three languages."""
    kind = gguf.TokenType
    rows = [
        (UNKNOWN, 0.0, kind.UNKNOWN),
        (BEGIN, 0.0, kind.CONTROL),
        (END, 0.0, kind.CONTROL),
        *((f"<0x{byte:02X}>", 0.0, kind.BYTE) for byte in range(256)),
        *((chr(code), -100.0, kind.NORMAL) for code in range(0x21, 0x7F)),
        ("▁", -100.0, kind.NORMAL),
        # The tokenizer joins the best pair first, so every beginning of a word is a token too.
        *((piece, -float(len(piece)), kind.NORMAL) for piece in _pieces()),
    ]
    return [row[0] for row in rows], [row[1] for row in rows], [int(row[2]) for row in rows]


def _pieces() -> list[str]:
    words = sorted(set(TEXT.split()))
    return sorted({f"▁{word}"[:end] for word in words for end in range(2, len(word) + 2)})


def _weights(tokens: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(SEED)

    def of(*shape: int) -> np.ndarray:
        return random.normal(0.0, shape[-1] ** -0.5, shape).astype(np.float32)

    ones = np.ones(WIDTH, dtype=np.float32)
    head = of(tokens, WIDTH)
    head[: 3 + 256] *= 0.1  # it seldom ends by itself, and seldom writes half of a character
    weights = {"token_embd.weight": of(tokens, WIDTH), "output_norm.weight": ones}
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        weights |= {f"{block}.{part}.weight": of(WIDTH, WIDTH) for part in _ATTENTION}
        weights |= {f"{block}.{part}.weight": ones for part in ("attn_norm", "ffn_norm")}
        weights |= {f"{block}.{part}.weight": of(INNER, WIDTH) for part in ("ffn_gate", "ffn_up")}
        weights[f"{block}.ffn_down.weight"] = of(WIDTH, INNER)
    return weights | {"output.weight": head}


_ATTENTION = ("attn_q", "attn_k", "attn_v", "attn_output")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
