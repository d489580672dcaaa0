#!/usr/bin/env python3
"""Training on a graphics card in samples per second, beside PyTorch, turn by turn.

usage: card_speed.py CLI [--models ae-stacked,lenet-mnist-adam,lstm128-mnist] [--rounds 3] [--seconds 3]
                         [--device cuda] [--modes eager,compile,graphs]
CLI is layerloom-cli. Every model trains at batch 100 on batches that lie on the card. PyTorch runs step by step
(eager), through torch.compile, and through torch.compile with CUDA graphs (mode reduce-overhead); float32 without TF32
on both sides. The ratios are ours to theirs, the median of the rounds with the lowest and the highest.
"""
import argparse, json, os, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
BATCH = 100


def lenet(nn):
    return nn.Sequential(
        nn.Conv2d(1, 32, 4, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 4, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 1024), nn.ReLU(), nn.Linear(1024, 10))


def autoencoder(nn):
    sizes = [784, 512, 256, 256, 512]
    layers = [layer for a, b in zip(sizes, sizes[1:]) for layer in (nn.Linear(a, b), nn.ReLU())]
    return nn.Sequential(*layers, nn.Linear(512, 784))


def lstm(nn):
    class Reader(nn.Module):
        def __init__(self):
            super().__init__()
            self.cell, self.classes = nn.LSTM(28, 128, batch_first=True), nn.Linear(128, 10)

        def forward(self, x):
            return self.classes(self.cell(x)[0][:, -1])
    return Reader()


# Of each: the network, the shape of its pictures, whether it tells digits apart, and its optimiser.
MODELS = {"ae-stacked": (autoencoder, (784,), False, "Adam"),
          "lenet-mnist-adam": (lenet, (1, 28, 28), True, "Adam"),
          "lstm128-mnist": (lstm, (28, 28), True, "RMSprop")}


def project(model):
    own = os.path.join(HERE, model + ".loom")
    return own if os.path.exists(own) else model


def ours(a, model):
    done = subprocess.run([a.cli, "benchmark", project(model), "--device", a.device, "--batch", str(BATCH),
                           "--seconds", str(a.seconds), "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr.strip())
    return json.loads(done.stdout)["samples_per_s"]


def theirs(a, model, mode):
    done = subprocess.run([sys.executable, __file__, a.cli, "--torch", model, "--modes", mode, "--device", a.device,
                           "--seconds", str(a.seconds)], capture_output=True, text=True)
    return float(done.stdout) if done.returncode == 0 else None


def measure_torch(a):
    import torch
    from torch import nn
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = True
    build, shape, tells_apart, optimizer = MODELS[a.torch]
    network = build(nn).to(a.device)
    steps = getattr(torch.optim, optimizer)(network.parameters(), lr=0.001)
    loss_of = nn.CrossEntropyLoss() if tells_apart else nn.MSELoss()
    run = network if a.modes == "eager" else torch.compile(
        network, mode="reduce-overhead" if a.modes == "graphs" else None)
    batches = [torch.rand(BATCH, *shape, device=a.device) for _ in range(50)]
    targets = [torch.randint(10, (BATCH,), device=a.device) if tells_apart else x for x in batches]
    wait = torch.cuda.synchronize if a.device == "cuda" else lambda: None

    def train(count):
        for i in range(count):
            steps.zero_grad(set_to_none=True)
            loss = loss_of(run(batches[i % 50]), targets[i % 50])
            loss.backward()
            steps.step()
        wait()

    train(20)
    times, chunk, start = [], 20, time.perf_counter()
    while time.perf_counter() - start < a.seconds:
        begin = time.perf_counter()
        train(chunk)
        times.append((time.perf_counter() - begin) / chunk)
    print(BATCH / statistics.median(times))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("cli"); p.add_argument("--models", default=",".join(MODELS)); p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--seconds", type=float, default=3); p.add_argument("--device", default="cuda")
    p.add_argument("--modes", default="eager,compile,graphs"); p.add_argument("--torch", help=argparse.SUPPRESS)
    a = p.parse_args()
    if a.torch:
        return measure_torch(a)
    for model in a.models.split(","):
        ratios, own = {mode: [] for mode in a.modes.split(",")}, []
        for _ in range(a.rounds):
            own.append(ours(a, model))
            for mode, seen in ratios.items():
                if (speed := theirs(a, model, mode)) is not None:
                    seen.append(own[-1] / speed)
        print(json.dumps({"model": model, "samples_per_s": statistics.median(own), "ratios": {
            mode: [round(f(seen), 2) for f in (statistics.median, min, max)] if seen else "not available"
            for mode, seen in ratios.items()}}), flush=True)


if __name__ == "__main__":
    main()
