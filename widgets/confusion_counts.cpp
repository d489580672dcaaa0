#include "widgets/confusion_matrix.h"

namespace widgets {

qint64 ConfusionCounts::rowSum(int truth) const
{
    qint64 sum = 0;
    for (int i = 0; i < classes.size(); ++i)
        sum += at(truth, i);
    return sum;
}

qint64 ConfusionCounts::columnSum(int prediction) const
{
    qint64 sum = 0;
    for (int i = 0; i < classes.size(); ++i)
        sum += at(i, prediction);
    return sum;
}

qint64 ConfusionCounts::total() const
{
    qint64 sum = 0;
    for (const qint64 count : counts)
        sum += count;
    return sum;
}

qint64 ConfusionCounts::correct() const
{
    qint64 sum = 0;
    for (int i = 0; i < classes.size(); ++i)
        sum += at(i, i);
    return sum;
}

qint64 ConfusionCounts::largestMistake() const
{
    qint64 largest = 0;
    for (int i = 0; i < classes.size(); ++i)
        for (int j = 0; j < classes.size(); ++j)
            if (i != j)
                largest = qMax(largest, at(i, j));
    return largest;
}

} // namespace widgets
