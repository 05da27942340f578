"""Images per second of the same networks in PyTorch: the yardstick of Holdout's own.

    python3 time_torch.py --out torch.json --sizes 128 --batches 32,128 --seconds 3

float32 eager is what most people run (TensorFloat-32 off, and once more with it on); bfloat16 compiled,
channels last, is the ceiling. Training is one step of Adam on a batch that stays on the device, as on
Holdout's side. Exits with 64 and "not here: ..." where PyTorch is not installed.
"""

import argparse
import json
import pathlib
import sys
import time

MISSING = 64
LABELS = 14
WARM_UP = 3
CHUNK = 5


def arguments():
    numbers = lambda text: [int(part) for part in text.split(",")]
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--sizes", default=[128], type=numbers)
    parser.add_argument("--batches", default=[32, 128], type=numbers)
    parser.add_argument("--seconds", default=3.0, type=float)
    return parser.parse_args()


try:
    options = arguments()
    import torch
    from torch import nn
except ImportError as error:
    print(f"not here: {error.name}")
    sys.exit(MISSING)


def vgg_mlp():
    import torchvision

    head = nn.Sequential(
        nn.Dropout(0.5),
        nn.BatchNorm1d(512),
        nn.Linear(512, 30),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.BatchNorm1d(30),
        nn.Linear(30, 20),
        nn.ReLU(),
        nn.BatchNorm1d(20),
        nn.Linear(20, LABELS),
    )
    features = torchvision.models.vgg16(weights=None).features
    return nn.Sequential(features, nn.AdaptiveAvgPool2d(1), nn.Flatten(), head)


def xception():
    import timm

    known = timm.list_models("legacy_xception")
    return timm.create_model(known[0] if known else "xception", num_classes=LABELS)


def densenet121():
    import torchvision

    return torchvision.models.densenet121(weights=None, num_classes=LABELS)


NETWORKS = {"vgg-mlp": vgg_mlp, "xception": xception, "densenet121": densenet121}

# Name, element type, whether TensorFloat-32 may stand in for float32, whether it is compiled.
PRECISIONS = [
    ("float32 eager", None, False, False),
    ("tensorfloat32 eager", None, True, False),
    ("bfloat16 compiled", torch.bfloat16, True, True),
]


def wait(device):
    if device.type == "cuda":
        torch.cuda.synchronize()


def measure(once, images, seconds, device):
    for _ in range(WARM_UP):
        once()
    wait(device)
    started, steps = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        for _ in range(CHUNK):
            once()
        wait(device)
        steps += CHUNK
    return steps * images / (time.perf_counter() - started)


def speed(build, mode, kind, tf32, compiled, images, size, seconds, device):
    torch.backends.cuda.matmul.allow_tf32 = tf32
    torch.backends.cudnn.allow_tf32 = tf32
    layout = torch.channels_last if compiled else torch.contiguous_format
    model = build().to(device, memory_format=layout)
    x = torch.rand(images, 3, size, size, device=device).contiguous(memory_format=layout)
    y = (torch.rand(images, LABELS, device=device) < 0.3).float()
    cast = torch.autocast(device.type, dtype=kind, enabled=kind is not None)
    loss = nn.BCEWithLogitsLoss()
    model.train(mode == "training")
    run = torch.compile(model) if compiled else model
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-4)

    def train():
        optimiser.zero_grad(set_to_none=True)
        with cast:
            value = loss(run(x), y)
        value.backward()
        optimiser.step()

    def predict():
        with torch.inference_mode(), cast:
            run(x)

    return measure(train if mode == "training" else predict, images, seconds, device)


def main():
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    name = torch.cuda.get_device_name() if device.type == "cuda" else "processor"
    versions = {"torch": torch.__version__}
    for package in ("torchvision", "timm"):
        try:
            versions[package] = __import__(package).__version__
        except ImportError:
            versions[package] = "not here"
    rows = []
    for precision, kind, tf32, compiled in PRECISIONS:
        for network, build in NETWORKS.items():
            for size in options.sizes:
                for images in options.batches:
                    for mode in ("inference", "training"):
                        row = {"network": network, "mode": mode, "precision": precision}
                        row |= {"batch": images, "size": size, "problem": None}
                        row["images_per_second"] = None
                        try:
                            row["images_per_second"] = speed(
                                build, mode, kind, tf32, compiled, images, size, options.seconds, device
                            )
                        except Exception as error:  # One that fails leaves the others.
                            row["problem"] = f"{type(error).__name__}: {error}"[:300]
                        rows.append(row)
                        report = {"device": name, "versions": versions, "rows": rows}
                        options.out.write_text(json.dumps(report, indent="\t") + "\n")
                        print(network, size, "px", mode, images, precision, row["images_per_second"] or row["problem"])


main()
