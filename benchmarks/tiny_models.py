"""Tiny real checkpoints, made on the spot: true architectures and tokenizers, few weights.

Every maker writes a folder as `save_pretrained` does, and can train its model on given pairs for
some seconds, until it gives them back word for word.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import gguf
import sentencepiece
import torch
from tokenizers import ByteLevelBPETokenizer, SentencePieceBPETokenizer
from transformers import (
    AutoTokenizer,
    BartConfig,
    BartForConditionalGeneration,
    GenerationConfig,
    M2M100Config,
    M2M100ForConditionalGeneration,
    M2M100Tokenizer,
    MarianConfig,
    MarianMTModel,
    MarianTokenizer,
    NllbTokenizer,
    PegasusConfig,
    PegasusForConditionalGeneration,
    PegasusTokenizer,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen2Tokenizer,
    RobertaTokenizer,
    T5Config,
    T5ForConditionalGeneration,
    T5Tokenizer,
)

from models.chat_encoding import ChatEncoder
from models.engines.settings import no_call_for_sacremoses
from models.messages import MessageWriter

Pairs = Sequence[tuple[str, str]]

ENGLISH = (
    "The foreign minister met his counterpart in Geneva on Monday.",
    "Talks between the two countries will continue next week.",
    "The central bank raised interest rates by 0.25 percent.",
    "Rescue teams reached the village after three days of rain.",
    "The company said it would cut 1,200 jobs in Europe.",
    "Parliament approved the budget by 301 votes to 250.",
    "A spokesman declined to comment on the report.",
    "The ship left the port of Odesa with a cargo of grain.",
)
CHINESE = (
    "外交部长周一在日内瓦会见了对方。",
    "两国之间的会谈将于下周继续。",
    "央行将利率上调了0.25个百分点。",
    "三天降雨之后，救援队到达了村庄。",
    "该公司表示将在欧洲裁员1200人。",
    "议会以301票对250票通过了预算。",
    "一位发言人拒绝就该报道置评。",
    "这艘船载着粮食离开了敖德萨港。",
)
RUSSIAN = (
    "Министр иностранных дел встретился с коллегой в Женеве в понедельник.",
    "Переговоры между двумя странами продолжатся на следующей неделе.",
    "Центральный банк повысил процентные ставки на 0,25 процента.",
    "Спасатели добрались до деревни после трёх дней дождя.",
    "Компания заявила, что сократит 1200 рабочих мест в Европе.",
    "Парламент утвердил бюджет 301 голосом против 250.",
    "Представитель отказался комментировать сообщение.",
    "Судно вышло из порта Одессы с грузом зерна.",
)
TO_CHINESE: Pairs = tuple(zip(ENGLISH, CHINESE, strict=True))
TO_RUSSIAN: Pairs = tuple(zip(ENGLISH, RUSSIAN, strict=True))

CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)

_SHAPE = {
    "d_model": 64,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 128,
    "decoder_ffn_dim": 128,
    "dropout": 0.0,
    "attention_dropout": 0.0,
}


def make_marian(
    folder: Path,
    targets: Sequence[str] = ("cmn_Hans", "rus"),
    pairs: dict[str, Pairs] | None = None,
) -> Path:
    """Write a Marian model; ``pairs`` are learnt by target token, as in ``{"rus": …}``.

    Without ``targets``, the model translates into one language and its vocabulary has no tokens
    for languages, as opus-mt-en-ru.
    """
    folder.mkdir(parents=True, exist_ok=True)
    learnt = [pair for given in (pairs or {}).values() for pair in given]
    sides = (
        [*ENGLISH, *(source for source, _ in learnt)],
        [*CHINESE, *RUSSIAN, *(target for _, target in learnt)],
    )
    pieces: dict[str, None] = {}
    for name, texts in zip(("source.spm", "target.spm"), sides, strict=True):
        model = _sentencepiece(texts)
        (folder / name).write_bytes(model.serialized_model_proto())
        pieces |= dict.fromkeys(model.id_to_piece(list(range(3, len(model)))))
    tokens = ["</s>", "<unk>", *(f">>{t}<<" for t in targets), *pieces, "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({token: n for n, token in enumerate(tokens)}))
    with no_call_for_sacremoses():
        tokenizer = MarianTokenizer(
            source_spm=str(folder / "source.spm"),
            target_spm=str(folder / "target.spm"),
            vocab=str(folder / "vocab.json"),
            source_lang="en",
            target_lang="mul" if targets else "ru",
        )
    pad = tokens.index("<pad>")
    config = MarianConfig(
        **_SHAPE,
        vocab_size=len(tokens),
        max_position_embeddings=512,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
        scale_embedding=True,
        activation_function="swish",
    )
    examples = [
        (f">>{target}<< {source}" if targets else source, rendered)
        for target, given in (pairs or {}).items()
        for source, rendered in given
    ]
    return _finish(
        folder,
        partial(MarianMTModel, config),
        tokenizer,
        examples,
        bad_words_ids=[[pad]],
        max_length=64,
    )


def make_bart(folder: Path, pairs: Pairs = ()) -> Path:
    """Write a BART model with the settings of the CNN/DailyMail checkpoints."""
    vocabulary, merges = _byte_level_bpe(_texts(pairs), ["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    tokenizer = RobertaTokenizer(vocab=vocabulary, merges=merges, model_max_length=512)
    config = BartConfig(
        **_SHAPE, vocab_size=len(tokenizer), max_position_embeddings=512, forced_bos_token_id=0
    )
    return _finish(
        folder,
        partial(BartForConditionalGeneration, config),
        tokenizer,
        pairs,
        no_repeat_ngram_size=3,
        length_penalty=2.0,
        early_stopping=True,
        num_beams=4,
        min_length=8,
        max_length=64,
    )


def make_pegasus(folder: Path, pairs: Pairs = ()) -> Path:
    """Write a PEGASUS model."""
    unigrams = _unigrams(_texts(pairs))
    special = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    tokenizer = PegasusTokenizer(vocab=special + unigrams, model_max_length=512)
    config = PegasusConfig(
        **_SHAPE,
        vocab_size=len(tokenizer),
        max_position_embeddings=512,
        scale_embedding=True,
        forced_eos_token_id=1,
    )
    return _finish(
        folder, partial(PegasusForConditionalGeneration, config), tokenizer, pairs, max_length=64
    )


def make_t5(folder: Path, pairs: Pairs = (), languages: Sequence[str] = ()) -> Path:
    """Write a T5 model; with ``languages``, its vocabulary has MADLAD-400's target tokens."""
    special = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    unigrams = _unigrams([*_texts(pairs), "summarize: "])
    tokenizer = T5Tokenizer(vocab=special + unigrams, extra_ids=0, model_max_length=512)
    tokenizer.add_tokens([f"<2{language}>" for language in languages], special_tokens=True)
    config = T5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=2,
        num_heads=4,
        dropout_rate=0.0,
        decoder_start_token_id=0,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
    )
    return _finish(
        folder, partial(T5ForConditionalGeneration, config), tokenizer, pairs, max_length=64
    )


def make_nllb(folder: Path, target: str = "rus_Cyrl", pairs: Pairs = ()) -> Path:
    """Write an NLLB-200 model; pairs are learnt into the target."""
    trained = SentencePieceBPETokenizer()
    trained.train_from_iterator(
        _texts(pairs),
        vocab_size=400,
        show_progress=False,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>"],
    )
    learnt = json.loads(trained.to_str())["model"]
    tokenizer = NllbTokenizer(
        vocab=learnt["vocab"],
        merges=[tuple(m) for m in learnt["merges"]],
        src_lang="eng_Latn",
        tgt_lang=target,
        model_max_length=512,
    )
    return _finish(folder, partial(_m2m, len(tokenizer)), tokenizer, pairs, max_length=64)


def make_m2m100(folder: Path, target: str = "ru", pairs: Pairs = ()) -> Path:
    """Write an M2M-100 model; pairs are learnt into the target."""
    folder.mkdir(parents=True, exist_ok=True)
    model = _sentencepiece(_texts(pairs))
    (folder / "spm.model").write_bytes(model.serialized_model_proto())
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *model.id_to_piece(list(range(3, len(model))))]
    (folder / "words.json").write_text(json.dumps({token: n for n, token in enumerate(tokens)}))
    tokenizer = M2M100Tokenizer(
        str(folder / "words.json"),
        str(folder / "spm.model"),
        src_lang="en",
        tgt_lang=target,
        model_max_length=512,
    )
    (folder / "words.json").unlink()
    size = len(tokenizer) + len(tokenizer.lang_token_to_id) + tokenizer.num_madeup_words
    return _finish(folder, partial(_m2m, size), tokenizer, pairs, max_length=64)


def make_chat(folder: Path, pairs: Pairs = ()) -> Path:
    """Write a Qwen2 chat model; the first text of a pair is a whole prompt, with its roles."""
    tokenizer = chat_tokenizer(_texts(pairs))
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=4096,
        tie_word_embeddings=False,
    )
    end = tokenizer.convert_tokens_to_ids("<|im_end|>")
    pad = tokenizer.convert_tokens_to_ids("<|endoftext|>")
    return _finish(
        folder,
        partial(Qwen2ForCausalLM, config),
        tokenizer,
        pairs,
        # Sampling settings as chat checkpoints have them: they are not to be followed.
        eos_token_id=[end, pad],
        pad_token_id=pad,
        do_sample=True,
        temperature=0.7,
        top_p=0.8,
        top_k=20,
        repetition_penalty=1.1,
    )


_GGUF_NAMES = {
    "model.embed_tokens": "token_embd",
    "model.norm": "output_norm",
    "lm_head": "output",
    "model.layers": "blk",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
}


def make_gguf(chat: Path, file: Path) -> Path:
    """Write the chat model in a folder as a GGUF file, weights in float32."""
    model = Qwen2ForCausalLM.from_pretrained(chat, dtype=torch.float32)
    tokenizer = AutoTokenizer.from_pretrained(chat)
    config = model.config
    writer = gguf.GGUFWriter(file, "qwen2")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_vocab_size(config.vocab_size)
    learnt = json.loads(tokenizer.backend_tokenizer.to_str())["model"]
    tokens = tokenizer.convert_ids_to_tokens(list(range(len(tokenizer))))
    control = set(tokenizer.get_added_vocab())
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types(
        [gguf.TokenType.CONTROL if t in control else gguf.TokenType.NORMAL for t in tokens]
    )
    writer.add_token_merges([" ".join(merge) for merge in learnt["merges"]])
    writer.add_eos_token_id(tokenizer.convert_tokens_to_ids("<|im_end|>"))
    writer.add_pad_token_id(tokenizer.convert_tokens_to_ids("<|endoftext|>"))
    writer.add_chat_template(CHAT_TEMPLATE)
    for name, weight in model.state_dict().items():
        written = name
        for ours, theirs in _GGUF_NAMES.items():
            written = written.replace(ours, theirs)
        writer.add_tensor(written, weight.numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


def chat_tokenizer(texts: Iterable[str] = ENGLISH) -> Any:
    """Return a byte-level BPE tokenizer with the roles' tokens and a chat template."""
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    vocabulary, merges = _byte_level_bpe([*texts, *CHINESE, *RUSSIAN], special, 2000)
    tokenizer = Qwen2Tokenizer(
        vocab=vocabulary,
        merges=merges,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=["<|im_start|>", "<|im_end|>"],
    )
    tokenizer.chat_template = CHAT_TEMPLATE
    return tokenizer


def rendered(prompt: str, **values: Any) -> str:
    """Give a prompt of the project as text, for `make_chat` to learn an answer to."""
    tokenizer = chat_tokenizer()
    conversation = MessageWriter(prompt).write(values)
    return str(tokenizer.decode(list(ChatEncoder(tokenizer).prompt(conversation, 1).tokens)))


def _m2m(vocab_size: int) -> Any:
    return M2M100ForConditionalGeneration(
        M2M100Config(
            **_SHAPE,
            vocab_size=vocab_size,
            max_position_embeddings=512,
            scale_embedding=True,
            encoder_layerdrop=0.0,
            decoder_layerdrop=0.0,
        )
    )


def _texts(pairs: Pairs) -> list[str]:
    return [*ENGLISH, *CHINESE, *RUSSIAN, *(text for pair in pairs for text in pair)]


def _sentencepiece(texts: Sequence[str]) -> sentencepiece.SentencePieceProcessor:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        vocab_size=400,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
        normalization_rule_name="identity",
        num_threads=1,
    )
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def _unigrams(texts: Sequence[str]) -> list[tuple[str, float]]:
    model = _sentencepiece(texts)
    return [(model.id_to_piece(n), model.get_score(n)) for n in range(3, len(model))]


def _byte_level_bpe(
    texts: Iterable[str], special: list[str], size: int = 600
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    trained = ByteLevelBPETokenizer()
    trained.train_from_iterator(texts, vocab_size=size, special_tokens=special, show_progress=False)
    learnt = json.loads(trained.to_str())["model"]
    return learnt["vocab"], [tuple(merge) for merge in learnt["merges"]]


def _finish(
    folder: Path, make: Callable[[], Any], tokenizer: Any, pairs: Pairs, **settings: Any
) -> Path:
    torch.manual_seed(7)
    model = make()
    if pairs:
        threads = torch.get_num_threads()
        # Threads add up in any order: each training would end in another model.
        torch.set_num_threads(1)
        learnt = _overfit(model, tokenizer, pairs)
        torch.set_num_threads(threads)
        assert learnt, f"{folder.name} did not learn its pairs"
        settings = {"num_beams": 4, "early_stopping": True, **settings}
    else:
        _redraw(model)
    known = model.generation_config.to_diff_dict()
    model.generation_config = GenerationConfig(**{**known, **settings})
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _redraw(model: Any) -> None:
    """Draw weights anew: as they come, with embeddings tied, a model repeats one token for ever."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() > 1:
                weight.normal_(0, 0.1 if "embed" in name or "shared" in name else 0.6)
        if model.config.pad_token_id is not None:
            # As in trained checkpoints: nothing writes padding.
            model.get_input_embeddings().weight[model.config.pad_token_id].zero_()


def _overfit(model: Any, tokenizer: Any, pairs: Pairs) -> bool:
    """Train on all pairs at once until the worst token of all is certain, if ever it is."""
    together = model.config.is_encoder_decoder
    batch = (_translations if together else _dialogues)(tokenizer, pairs)
    labels = batch["labels"] if together else batch["labels"][:, 1:]
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.0)
    model.train()
    certain = False
    for _ in range(1500):
        logits = model(**batch).logits
        losses = torch.nn.functional.cross_entropy(
            (logits if together else logits[:, :-1]).flatten(0, 1),
            labels.flatten(),
            reduction="none",
        )
        if certain := bool(losses.max() < 0.01):
            break
        optimizer.zero_grad()
        torch.autograd.backward(losses.sum() / (labels >= 0).sum())
        optimizer.step()
        if model.config.model_type == "marian":
            # Its decoder starts from the padding row, which is zero in every true checkpoint.
            with torch.no_grad():
                model.get_input_embeddings().weight[model.config.pad_token_id].zero_()
    model.eval()
    return certain


def _translations(tokenizer: Any, pairs: Pairs) -> dict[str, torch.Tensor]:
    batch = tokenizer([source for source, _ in pairs], padding=True, return_tensors="pt")
    labels = tokenizer(text_target=[t for _, t in pairs], padding=True, return_tensors="pt")
    ids = labels["input_ids"]
    return {
        "input_ids": batch["input_ids"],
        "attention_mask": batch["attention_mask"],
        "labels": ids.masked_fill(ids == tokenizer.pad_token_id, -100),
    }


def _dialogues(tokenizer: Any, pairs: Pairs) -> dict[str, torch.Tensor]:
    rows = [
        (tokenizer(prompt)["input_ids"], tokenizer(answer + "<|im_end|>")["input_ids"])
        for prompt, answer in pairs
    ]
    width = max(len(prompt) + len(answer) for prompt, answer in rows)
    ids = torch.zeros((len(rows), width), dtype=torch.long)
    labels = torch.full((len(rows), width), -100)
    mask = torch.zeros((len(rows), width), dtype=torch.long)
    for row, (prompt, answer) in enumerate(rows):
        end = len(prompt) + len(answer)
        ids[row, :end] = torch.tensor(prompt + answer)
        labels[row, len(prompt) : end] = torch.tensor(answer)
        mask[row, :end] = 1
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}
