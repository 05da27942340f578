"""Makes torch-optimisers.json: what PyTorch's own optimisers do with given gradients."""

import json
import os

import torch

STEPS = 25
start = [[0.5, -1.0], [2.0, 0.0]]
torch.manual_seed(7)
gradients = torch.randn(STEPS, 2, 2)


def run(make):
    variable = torch.tensor(start, requires_grad=True)
    optimiser = make([variable])
    path = []
    for gradient in gradients:
        variable.grad = gradient.clone()
        optimiser.step()
        path.append(variable.detach().flatten().tolist())
    return path


def nadam(rate, beta1=0.9, beta2=0.999, eps=1e-7):
    """Dozat 2016, algorithm 2, in double precision, with the momentum schedule of its section 3.

    Not torch.optim.NAdam: that of PyTorch 1.13 multiplies one momentum into the product twice.
    Keras 3 has 0.96 ** t where the paper has 0.96 ** (t / 250).
    """
    mu = lambda t: beta1 * (1 - 0.5 * 0.96 ** (t / 250))
    w = torch.tensor(start, dtype=torch.float64).flatten()
    m, v, product, path = torch.zeros(4), torch.zeros(4), 1.0, []
    for t, gradient in enumerate(gradients.double().reshape(STEPS, 4), start=1):
        product *= mu(t)
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        m_hat = mu(t + 1) * m / (1 - product * mu(t + 1)) + (1 - mu(t)) * gradient / (1 - product)
        w = w - rate * m_hat / ((v / (1 - beta2**t)).sqrt() + eps)
        path.append(w.tolist())
    return path


optim = torch.optim
result = {
    "torch": torch.__version__,
    "start": start,
    "gradients": gradients.tolist(),
    "paths": {
        "sgd": run(lambda p: optim.SGD(p, lr=0.1)),
        "momentum": run(lambda p: optim.SGD(p, lr=0.1, momentum=0.9)),
        "nesterov": run(lambda p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True)),
        "adam": run(lambda p: optim.Adam(p, lr=0.01, eps=1e-7)),
        "adam with weight decay": run(
            lambda p: optim.AdamW(p, lr=0.01, eps=1e-7, weight_decay=0.3)
        ),
        "nadam": nadam(0.01),
    },
}
with open(os.path.join(os.path.dirname(__file__), "torch-optimisers.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
