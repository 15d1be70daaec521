"""LoRA (Hu et al. 2021, arXiv:2106.09685) inside a loaded model, by PEFT."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from models.adapters.adapter import CONFIG, WEIGHTS, LoraAdapter
from models.tasks import ModelError

if TYPE_CHECKING:
    import torch


def require_peft() -> None:
    """Check that PEFT is installed.

    Raises:
        ModelError: It is not.

    """
    if importlib.util.find_spec("peft") is None:
        raise ModelError("adapters", "PEFT is not installed", "pip install 'polydigest[adapt]'")


def add(model: Any, name: str, rank: int, dropout: float) -> None:
    """Put a new adapter beside every linear layer of a model but its output, ready to be trained.

    Its weights are float32. At first it changes nothing: one of its two factors is zero.
    """
    require_peft()
    from peft import LoraConfig
    from peft.functional import cast_adapter_dtype

    config = LoraConfig(
        r=rank, lora_alpha=2 * rank, lora_dropout=dropout, target_modules="all-linear"
    )
    _inject(model, config, name)
    cast_adapter_dtype(model, name, autocast_adapter_dtype=True)
    select(model, name, trained=True)


def attach(model: Any, adapter: LoraAdapter, name: str) -> None:
    """Load an adapter beside a model's weights, in their number format; `select` makes it count.

    Raises:
        ModelError: PEFT is not installed, or the adapter's weights do not fit the model.

    """
    require_peft()
    from peft import PeftConfig
    from peft.functional import set_peft_model_state_dict

    try:
        config = PeftConfig.from_pretrained(str(adapter.folder))
        config.inference_mode = True
        config.lora_dropout = 0.0  # new layers are in training mode, whatever the model is in
        _inject(model, config, name)
        loaded = set_peft_model_state_dict(
            model, load_file(adapter.folder / WEIGHTS), adapter_name=name
        )
        missing = [key for key in loaded.missing_keys if f".{name}." in key]
        if strange := [*loaded.unexpected_keys, *missing]:
            raise ValueError(f"weights such as {strange[0]} have no counterpart")
    except (OSError, RuntimeError, SafetensorError, TypeError, ValueError) as error:
        raise ModelError(
            f"adapter {adapter.folder}",
            f"does not fit the model: {str(error).splitlines()[0]}",
            "use it with the base that its model card names",
        ) from error


def select(model: Any, name: str | None, *, trained: bool = False) -> None:
    """Let one adapter of a model count, or none: then its outputs are exactly the base's."""
    from peft.functional import set_adapter
    from peft.tuners.tuners_utils import BaseTunerLayer

    for module in model.modules():
        if isinstance(module, BaseTunerLayer):
            module.enable_adapters(name is not None)
    if name is not None:
        set_adapter(model, name, inference_mode=not trained)


def remove(model: Any, name: str) -> None:
    """Take an adapter out of a model."""
    from peft.functional import delete_adapter

    delete_adapter(model, name, prefix="lora_")
    del model.peft_config[name]


def merge(model: Any, adapter: LoraAdapter) -> Any:
    """Return the model with an adapter added to its weights for good.

    Raises:
        ModelError: See `attach`.

    """
    attach(model, adapter, "merged")
    select(model, "merged")
    from peft.tuners.tuners_utils import BaseTunerLayer

    layers = [n for n, module in model.named_modules() if isinstance(module, BaseTunerLayer)]
    for path in layers:
        parent, _, last = path.rpartition(".")
        layer = model.get_submodule(path)
        layer.merge()
        setattr(model.get_submodule(parent), last, layer.get_base_layer())
    return model


def weights(model: Any, name: str) -> dict[str, torch.Tensor]:
    """Return the weights of an adapter of a model, by name, on the CPU."""
    from peft.functional import get_peft_model_state_dict

    state = get_peft_model_state_dict(model, adapter_name=name, save_embedding_layers=False)
    return {key: weight.detach().cpu().contiguous() for key, weight in state.items()}


def restore(model: Any, name: str, state: Mapping[str, torch.Tensor]) -> None:
    """Give an adapter of a model the weights that `weights` returned."""
    from peft.functional import set_peft_model_state_dict

    set_peft_model_state_dict(model, dict(state), adapter_name=name)


def save(model: Any, name: str, folder: Path, base: str) -> None:
    """Write an adapter of a model as PEFT's own files, without this machine's paths."""
    config = model.peft_config[name]
    config.base_model_name_or_path = base
    trained, config.inference_mode = config.inference_mode, True
    config.save_pretrained(str(folder))
    config.inference_mode = trained
    assert (folder / CONFIG).is_file()
    save_file(weights(model, name), folder / WEIGHTS, metadata={"format": "pt"})


def _inject(model: Any, config: Any, name: str) -> None:
    from peft.functional import inject_adapter_in_model

    with _several_adapters():
        inject_adapter_in_model(config, model, name)


@contextmanager
def _several_adapters() -> Iterator[None]:
    """Silence PEFT, which takes a second adapter for an oversight."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Already found a `peft_config`")
        yield
