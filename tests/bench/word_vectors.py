#!/usr/bin/env python3
"""Skip-gram training in pairs per second, beside fastText, turn by turn.

usage: word_vectors.py CLI [--rounds 3] [--negatives 5,64] [--threads 2]
CLI is layerloom-cli. Both train one epoch of the Penn Treebank ($LAYERLOOM_DATA/ptb) with vectors of 128 numbers, a
window of 2 and negatives drawn for every pair. fastText draws its window from 1 to 2, so a word gives three pairs on
average. It keeps every word here (-t 1). By default it leaves out most frequent ones but counts them in its words per
second: three times that figure, "fasttext_default", counts pairs that were never trained.
"""
import argparse, json, os, re, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))


def ours(cli, negatives, threads):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([cli, "train", f"{HERE}/skipgram{negatives}-ptb.loom", "--threads", str(threads), "--json",
                               "-o", f"{folder}/out.loom"], capture_output=True, text=True, check=True)
    epochs = [json.loads(line) for line in done.stdout.splitlines() if '"epoch"' in line]
    return epochs[-1]["samples_per_second"]


def fasttext(text, negatives, threads, *more):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["fasttext", "skipgram", "-input", text, "-output", f"{folder}/ft", "-dim", "128", "-ws", "2",
                               "-neg", str(negatives), "-epoch", "1", "-minn", "0", "-maxn", "0", "-thread", str(threads),
                               "-minCount", "1", *more], capture_output=True, text=True, check=True)
    per_thread = float(re.findall(r"words/sec/thread:\s+(\d+)", done.stdout + done.stderr)[-1])
    return 3 * per_thread * threads


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("cli"); p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--negatives", default="5,64"); p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    text = os.path.join(os.environ["LAYERLOOM_DATA"], "ptb", "ptb.train.txt")
    for negatives in [int(n) for n in a.negatives.split(",")]:
        ratios = []
        for _ in range(a.rounds):
            our, their = ours(a.cli, negatives, a.threads), fasttext(text, negatives, a.threads, "-t", "1")
            default = fasttext(text, negatives, a.threads)
            ratios.append(our / their)
            print(json.dumps({"negatives": negatives, "pairs_per_second": round(our), "fasttext": round(their),
                              "fasttext_default": round(default), "ratio": round(our / their, 2)}), flush=True)
        print(json.dumps({"negatives": negatives, "median_ratio": round(statistics.median(ratios), 2)}), flush=True)


if __name__ == "__main__":
    main()
