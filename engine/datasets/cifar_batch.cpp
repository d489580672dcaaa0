#include "engine/datasets/cifar_batch.h"

#include <cassert>

namespace engine {

namespace {

constexpr std::int64_t recordBytes = 1 + CifarBatch::pixelBytes;
constexpr int classes = 10;
constexpr std::int64_t mostRecords = 50'000; // the original files have 10,000

// Planes of red, green and blue to RGB RGB RGB ...
void interleave(const std::uint8_t* planes, std::uint8_t* pixels)
{
    constexpr std::size_t plane = CifarBatch::side * CifarBatch::side;
    for (std::size_t i = 0; i < plane; ++i) {
        pixels[3 * i] = planes[i];
        pixels[3 * i + 1] = planes[plane + i];
        pixels[3 * i + 2] = planes[2 * plane + i];
    }
}

} // namespace

CifarBatch::CifarBatch(PackedFile file, std::int64_t records) : m_file(std::move(file)), m_records(records) {}

Result<CifarBatch> CifarBatch::open(const std::filesystem::path& path)
{
    auto file = PackedFile::open(path);
    if (!file)
        return file.problem();
    const std::int64_t length = file->statedContent();
    if (length == 0 || length % recordBytes != 0)
        return Problem{TR("%1 does not hold whole records of %2 bytes, so it is damaged, not complete or not "
                          "of the binary version; get the file again."),
                       {path.string(), grouped(recordBytes)}};
    if (length > mostRecords * recordBytes)
        return Problem{TR("%1 promises more than %2 pictures, which no file of CIFAR-10 holds; get the file "
                          "again."),
                       {path.string(), grouped(mostRecords)}};
    return CifarBatch(*std::move(file), length / recordBytes);
}

Result<void> CifarBatch::read(std::span<std::int32_t> labels, std::span<std::uint8_t> pixels)
{
    assert(pixels.size() == labels.size() * pixelBytes);
    m_raw.resize(labels.size() * recordBytes);
    if (!m_file.read(m_raw))
        return m_file.damaged();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::uint8_t* record = m_raw.data() + i * recordBytes;
        if (*record >= classes)
            return Problem{TR("%1 holds the label %2, but there are only 0 to 9; get the file again."),
                           {m_file.path().string(), number(int{*record})}};
        labels[i] = *record;
        interleave(record + 1, pixels.data() + i * pixelBytes);
    }
    return {};
}

Result<void> CifarBatch::finish()
{
    return m_file.endsHere() ? Result<void>() : m_file.damaged();
}

} // namespace engine
