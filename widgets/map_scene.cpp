#include "widgets/map_scene.h"

#include "widgets/map_layer.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>

#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr GLenum bgra = 0x80E1, programPointSize = 0x8642; // of OpenGL 3.2; Qt's headers may be those of ES

template <typename Function>
void observe(vtkObject& object, unsigned long event, Function* function, void* self)
{
    vtkNew<vtkCallbackCommand> command;
    command->SetClientData(self);
    command->SetCallback(function);
    object.AddObserver(event, command);
}

} // namespace

struct MapScene::Private {
    std::unique_ptr<QOffscreenSurface> surface;
    std::unique_ptr<QOpenGLContext> context;
    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<vtkRenderer> renderer;
    std::vector<std::unique_ptr<MapLayer>> portions;
    MapLayer marked, chosen;
    QImage picture;
    bool tried = false, software = false;

    bool makeCurrent() { return context && context->makeCurrent(surface.get()); }
    bool createContext();
    void prepareWindow();
    void close();
    void setSize(const QSize& pixels, qreal ratio);
    void aim(const MapCamera& camera, const QSizeF& screen, double depth);
    void dress(const MapCamera& camera, const QSizeF& screen, qreal ratio, const MapLook& look);
    void readBack();
};

MapScene::MapScene() : d(std::make_unique<Private>())
{
    // What VTK has to say about the driver helps no user; whether there is a picture is looked at here.
    vtkObject::GlobalWarningDisplayOff();
    d->prepareWindow();
}

MapScene::~MapScene()
{
    d->close();
}

void MapScene::Private::prepareWindow()
{
    window->SetReadyForRendering(false);
    window->SetFrameBlitModeToNoBlit();
    window->SetMultiSamples(0);
    window->SetOwnContext(0);
    window->SetMapped(true);
    observe(
        *window, vtkCommand::WindowMakeCurrentEvent,
        +[](vtkObject*, unsigned long, void* self, void*) { static_cast<Private*>(self)->makeCurrent(); },
        this);
    observe(
        *window, vtkCommand::WindowIsCurrentEvent,
        +[](vtkObject*, unsigned long, void* self, void* answer) {
            const QOpenGLContext* context = static_cast<Private*>(self)->context.get();
            *static_cast<bool*>(answer) = context && QOpenGLContext::currentContext() == context;
        },
        this);
    window->AddRenderer(renderer);
    renderer->AddActor(marked.actor());
    renderer->AddActor(chosen.actor());
}

bool MapScene::Private::createContext()
{
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    context = std::make_unique<QOpenGLContext>();
    context->setFormat(format);
    if (!context->create() || context->isOpenGLES() || context->format().version() < qMakePair(3, 2))
        return false;
    surface = std::make_unique<QOffscreenSurface>();
    surface->setFormat(context->format());
    surface->create();
    return surface->isValid() && makeCurrent();
}

bool MapScene::open()
{
    if (d->tried)
        return d->context != nullptr;
    d->tried = true;
    if (!d->createContext()) {
        d->context.reset();
        d->surface.reset();
        return false;
    }
    const auto* name = reinterpret_cast<const char*>(d->context->functions()->glGetString(GL_RENDERER));
    const QByteArray driver(name);
    d->software = driver.contains("llvmpipe") || driver.contains("softpipe") || driver.contains("swrast") ||
        driver.contains("Software");
    d->window->SetReadyForRendering(true);
    d->window->SetForceMaximumHardwareLineWidth(1);
    d->window->SetOwnContext(0);
    d->window->OpenGLInit();
    d->context->doneCurrent();
    return true;
}

void MapScene::Private::close()
{
    if (makeCurrent()) {
        window->Finalize();
        context->doneCurrent();
    }
    window->SetReadyForRendering(false);
    context.reset();
    surface.reset();
}

void MapScene::forget()
{
    d->close();
    d = std::make_unique<Private>();
    d->prepareWindow();
}

bool MapScene::software() const
{
    return d->software;
}

void MapScene::setPortions(int count)
{
    while (static_cast<int>(d->portions.size()) > count) {
        d->renderer->RemoveActor(d->portions.back()->actor());
        if (d->makeCurrent())
            d->portions.back()->actor()->ReleaseGraphicsResources(d->window);
        d->portions.pop_back();
    }
    if (static_cast<int>(d->portions.size()) == count)
        return;
    // What stands out is drawn last.
    d->renderer->RemoveActor(d->marked.actor());
    d->renderer->RemoveActor(d->chosen.actor());
    while (static_cast<int>(d->portions.size()) < count) {
        d->portions.push_back(std::make_unique<MapLayer>());
        d->renderer->AddActor(d->portions.back()->actor());
    }
    d->renderer->AddActor(d->marked.actor());
    d->renderer->AddActor(d->chosen.actor());
}

void MapScene::setPortion(int index, const MapContent& content)
{
    d->portions[static_cast<std::size_t>(index)]->setContent(content);
}

void MapScene::setMarked(const MapContent& content)
{
    d->marked.setContent(content);
}

void MapScene::setSelected(const MapContent& content)
{
    d->chosen.setContent(content);
}

double MapScene::chosenDiameter(double diameter)
{
    return std::max(diameter * 1.4, 7.0);
}

void MapScene::showPortions(int from, int to, bool add)
{
    for (std::size_t i = 0; i < d->portions.size(); ++i) {
        MapLayer& layer = *d->portions[i];
        layer.actor()->SetVisibility(!layer.empty() && static_cast<int>(i) >= from &&
                                     static_cast<int>(i) < to);
    }
    d->marked.actor()->SetVisibility(!d->marked.empty());
    d->chosen.actor()->SetVisibility(!d->chosen.empty());
    d->renderer->SetPreserveColorBuffer(add);
    d->renderer->SetPreserveDepthBuffer(add);
}

void MapScene::Private::setSize(const QSize& pixels, qreal ratio)
{
    if (picture.size() != pixels) {
        picture = QImage(pixels, QImage::Format_RGB32);
        window->SetSize(pixels.width(), pixels.height());
        window->SetScreenSize(pixels.width(), pixels.height());
    }
    picture.setDevicePixelRatio(ratio);
}

void MapScene::Private::aim(const MapCamera& camera, const QSizeF& screen, double depth)
{
    const double away = camera.dimensions == 2 ? 1 : camera.distance(screen);
    const MapPlace eye = camera.fromView({0, 0, away}), up = camera.fromView({0, 1, 0});
    vtkCamera& view = *renderer->GetActiveCamera();
    view.SetParallelProjection(camera.dimensions == 2);
    view.SetParallelScale(screen.height() / 2 / camera.scale);
    view.SetViewAngle(MapCamera::viewAngle);
    view.SetFocalPoint(camera.center.data());
    view.SetPosition(eye[0], eye[1], eye[2]);
    view.SetViewUp(up[0] - camera.center[0], up[1] - camera.center[1], up[2] - camera.center[2]);
    if (camera.dimensions == 2)
        view.SetClippingRange(0.5, 2);
    else
        view.SetClippingRange(0.02 * away, away + 2 * std::max(away, depth));
}

void MapScene::Private::dress(const MapCamera& camera, const QSizeF& screen, qreal ratio, const MapLook& look)
{
    renderer->SetBackground(look.background.redF(), look.background.greenF(), look.background.blueF());
    MapLayer::Marks marks;
    const auto device = static_cast<float>(ratio);
    marks.diameter = look.diameter * device;
    marks.fog = look.background;
    marks.ringColor = look.text;
    if (camera.dimensions == 3) {
        marks.distance = static_cast<float>(camera.distance(screen));
        marks.depth = static_cast<float>(look.depth);
    }
    for (const auto& portion : portions)
        portion->setMarks(marks);
    marks.diameter = static_cast<float>(chosenDiameter(static_cast<double>(look.diameter))) * device;
    marks.fogShare = 0.15F;
    marks.ring = 1.5F * device;
    marks.lift = 0.8F;
    marked.setMarks(marks);
    marks.ringColor = look.accent;
    marks.ring = 2 * device;
    marks.lift = 0.9F;
    chosen.setMarks(marks);
}

bool MapScene::draw(const MapCamera& camera, const QSizeF& screen, qreal ratio, const MapLook& look)
{
    if (!open() || !d->makeCurrent())
        return false;
    d->setSize({std::max(1, static_cast<int>(std::lround(screen.width() * ratio))),
                std::max(1, static_cast<int>(std::lround(screen.height() * ratio)))},
               ratio);
    d->aim(camera, screen, look.depth);
    d->dress(camera, screen, ratio, look);
    d->window->GetState()->Reset();
    d->context->functions()->glEnable(programPointSize);
    d->window->Render();
    d->readBack();
    d->context->doneCurrent();
    return true;
}

const QImage& MapScene::picture() const
{
    return d->picture;
}

void MapScene::Private::readBack()
{
    QOpenGLExtraFunctions& gl = *context->extraFunctions();
    vtkOpenGLFramebufferObject& source = *window->GetDisplayFramebuffer();
    source.Bind(GL_READ_FRAMEBUFFER);
    source.ActivateReadBuffer(0);
    gl.glPixelStorei(GL_PACK_ALIGNMENT, 4);
    gl.glPixelStorei(GL_PACK_ROW_LENGTH, 0);
    gl.glReadPixels(0, 0, picture.width(), picture.height(), bgra, GL_UNSIGNED_BYTE, picture.bits());
    picture = std::move(picture).mirrored(false, true); // rows come from below
}

} // namespace widgets
