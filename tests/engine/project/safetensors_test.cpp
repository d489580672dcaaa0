#include "engine/project/safetensors.h"

#include <QtTest>

#include <bit>
#include <cmath>
#include <cstring>

using namespace engine;

namespace {

std::vector<std::uint8_t> file(const std::string& header, std::size_t values)
{
    std::vector<std::uint8_t> bytes(8 + header.size() + values);
    const std::uint64_t length = header.size();
    std::memcpy(bytes.data(), &length, 8);
    std::memcpy(bytes.data() + 8, header.data(), header.size());
    return bytes;
}

NamedTensors sample()
{
    NamedTensors tensors;
    const float odd[] = {0.1f, -0.f, 1e-42f, INFINITY, -INFINITY, std::nanf("")};
    tensors["Dense 2/kernel"] = Tensor::of({2, 3}, odd);
    const std::int32_t ids[] = {0, -1, INT32_MAX};
    tensors["ids"] = Tensor::ofIds({3}, ids);
    tensors["scalar"] = Tensor::scalar(7);
    tensors["none"] = Tensor(Shape{0, 4});
    return tensors;
}

} // namespace

class SafetensorsTest : public QObject {
    Q_OBJECT
private slots:
    void everyBitComesBack()
    {
        const NamedTensors before = sample();
        std::map<std::string, std::string> metadata;
        const auto after = readSafetensors(writeSafetensors(before, {{"made by", "test"}}), "x", &metadata);
        QVERIFY2(bool(after), after ? "" : after.problem().sentence().c_str());
        QCOMPARE(after->size(), before.size());
        for (const auto& [name, tensor] : before) {
            const Tensor& other = after->at(name);
            QVERIFY(other.shape() == tensor.shape());
            QVERIFY(other.type() == tensor.type());
            QVERIFY(std::memcmp(other.data(), tensor.data(), std::size_t(tensor.size()) * 4) == 0);
        }
        QCOMPARE(metadata.at("made by"), std::string("test"));
    }

    void valuesStartAtAMultipleOfEight()
    {
        const auto bytes = writeSafetensors(sample());
        std::uint64_t length = 0;
        std::memcpy(&length, bytes.data(), 8);
        QCOMPARE(length % 8, 0u);
        QCOMPARE(bytes[8], std::uint8_t('{'));
    }

    void otherNumberFormatsAreConverted_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<float>("value");
        QTest::addColumn<bool>("ids");
        const double half = 0.5;
        const std::int64_t many = std::int64_t(1) << 40;
        QTest::newRow("half") << QByteArray("F16") << QByteArray("\x00\xc1", 2) << -2.5f << false;
        QTest::newRow("half, subnormal")
            << QByteArray("F16") << QByteArray("\x01\x00", 2) << std::ldexp(1.f, -24) << false;
        QTest::newRow("half, infinite")
            << QByteArray("F16") << QByteArray("\x00\x7c", 2) << HUGE_VALF << false;
        QTest::newRow("brain") << QByteArray("BF16") << QByteArray("\x80\x3f", 2) << 1.f << false;
        QTest::newRow("double") << QByteArray("F64") << QByteArray(reinterpret_cast<const char*>(&half), 8)
                                << 0.5f << false;
        QTest::newRow("long") << QByteArray("I64") << QByteArray(reinterpret_cast<const char*>(&many), 8)
                              << float(INT32_MAX) << true;
        QTest::newRow("byte") << QByteArray("U8") << QByteArray("\xff", 1) << 255.f << true;
    }
    void otherNumberFormatsAreConverted()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, bytes);
        QFETCH(float, value);
        QFETCH(bool, ids);
        const QByteArray header = "{\"x\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0," +
            QByteArray::number(bytes.size()) + "]}}";
        auto data = file(header.toStdString(), 0);
        data.insert(data.end(), bytes.begin(), bytes.end());
        const auto tensors = readSafetensors(data, "x");
        QVERIFY2(bool(tensors), tensors ? "" : tensors.problem().sentence().c_str());
        const Tensor& tensor = tensors->at("x");
        QCOMPARE(ids ? float(tensor.idValues()[0]) : tensor.values()[0], value);
    }

    void hostileFilesAreRefusedInASentence_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("values");
        const auto row = [](const char* name, const char* header, int values) {
            QTest::newRow(name) << QByteArray(header) << values;
        };
        row("overlap",
            R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
            12);
        row("gap", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8);
        row("values left over", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 8);
        row("beyond the end", R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", 8);
        row("backwards", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}})", 8);
        row("count overflows",
            R"({"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}})", 4);
        row("length overflows",
            R"({"a":{"dtype":"F32","shape":[18446744073709551615],"data_offsets":[0,4]}})", 4);
        row("negative", R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4);
        row("real", R"({"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}})", 4);
        row("nine axes", R"({"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}})", 4);
        row("unknown numbers", R"({"a":{"dtype":"F8","shape":[1],"data_offsets":[0,1]}})", 1);
        row("numbers of wrong kind", R"({"a":{"dtype":7,"shape":{},"data_offsets":"x"}})", 1);
        row("no description", R"({"a":7})", 0);
        row("a list", "[]", 0);
        row("no JSON", "{{{", 0);
        row("empty", "", 0);
    }
    void hostileFilesAreRefusedInASentence()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, values);
        const auto tensors = readSafetensors(file(header.toStdString(), std::size_t(values)), "weights.x");
        QVERIFY(!tensors);
        QVERIFY(tensors.problem().sentence().starts_with("weights.x"));
        QVERIFY(tensors.problem().sentence().ends_with("."));
    }

    void aHeaderLongerThanTheFileIsRefused()
    {
        auto bytes = file("{}", 0);
        for (const std::uint64_t length : {std::uint64_t(3), std::uint64_t(200'000'000), UINT64_MAX}) {
            std::memcpy(bytes.data(), &length, 8);
            QVERIFY(!readSafetensors(bytes, "x"));
        }
        QVERIFY(!readSafetensors(std::span(bytes).first(7), "x"));
    }

    void filesComeBackFromDisk()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("w.safetensors").toStdString();
        QVERIFY(bool(saveSafetensors(path, sample())));
        const auto tensors = loadSafetensors(path);
        QVERIFY(bool(tensors));
        QCOMPARE(tensors->at("scalar").item(), 7.f);
        QVERIFY(
            loadSafetensors(folder.filePath("absent").toStdString()).problem().sentence().find("absent") !=
            std::string::npos);
    }
};

QTEST_GUILESS_MAIN(SafetensorsTest)
#include "safetensors_test.moc"
